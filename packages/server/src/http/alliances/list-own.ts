import { percentOf } from '../../alliances/vote-effects.ts';
import { invitationsTo, inviterNames } from '../../postgres/alliance-invitations.ts';
import { listMemberships } from '../../postgres/alliance-members.ts';
import { findAlliance } from '../../postgres/alliances.ts';
import { actorOf } from '../context.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { type AllianceParts, alliancesJson, membershipJson } from './alliance.ts';

export const listOwnAlliances =
  (parts: AllianceParts): Handler<'listOwnAlliances'> =>
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const found = await listMemberships(parts.store.db, { userId, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(found, limit, (row) => [row.created_at.toISOString(), row.id]);
    const rows = await Promise.all(items.map(({ alliance_id }) => findAlliance(parts.store.db, alliance_id)));
    const known = rows.flatMap((row) => row ?? []);
    const shown = await alliancesJson(parts, known, c.get('now'));
    const own = items.flatMap((membership, index) => {
      const [alliance, row] = [shown[index], known[index]];
      return alliance && row ? [{ alliance, membership: membershipJson(membership, row) }] : [];
    });
    return c.json({ items: own, nextCursor }, 200);
  };

export const listOwnInvitations =
  ({ store }: AllianceParts): Handler<'listOwnInvitations'> =>
  async (c) => {
    const found = await invitationsTo(store.db, { userId: actorOf(c).user.id, now: c.get('now') });
    const names = await inviterNames(
      store.db,
      found.map(({ id }) => id),
    );
    const items = await Promise.all(
      found.map(async (row) => {
        const alliance = await findAlliance(store.db, row.alliance_id);
        if (!alliance) throw new Error('an invitation has lost its alliance');
        const { id, slug, name, kind, purpose } = alliance;
        return {
          id: row.id,
          alliance: { id, slug, name, kind, purpose, slaPercent: percentOf(alliance.sla_ppm) },
          invitedBy: names.get(row.id) ?? '',
          weight: row.weight,
          message: row.message,
          needsVote: alliance.state === 'active',
          createdAt: row.created_at.toISOString(),
          expiresAt: row.expires_at.toISOString(),
        };
      }),
    );
    return c.json({ items }, 200);
  };
