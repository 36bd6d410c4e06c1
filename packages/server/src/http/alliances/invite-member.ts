import type { AllianceInvitation } from '@marketplace/contract';
import { ANSWER_WITHIN_MS, invitationNotice, requireState } from '@marketplace/core/alliances';
import type { AllianceAct } from '../../alliances/act.ts';
import { voterOf } from '../../alliances/open-vote.ts';
import type { NewId } from '../../ids.ts';
import {
  changeInvitation,
  countOpenInvitations,
  expireInvitations,
  findInvitation,
  type InvitationRow,
  insertInvitation,
  invitedUser,
  type ListedInvitation,
  listInvitations,
} from '../../postgres/alliance-invitations.ts';
import { queueMail } from '../../postgres/mail-outbox.ts';
import { notify } from '../../postgres/notifications.ts';
import { violates } from '../../postgres/store.ts';
import { normalAddress, publicKeyOf } from '../../tfchain/index.ts';
import { minuteWords } from '../../time-words.ts';
import { actorOf } from '../context.ts';
import { afterOf, cutPage } from '../cursor.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import { actAs } from './act.ts';
import type { AllianceParts } from './alliance.ts';
import { noSuchAlliance, reachInside } from './reach.ts';

type Parts = AllianceParts & { newId: NewId };

/** More at once than anybody answers; it keeps the product from being used to send mail to strangers. */
const MOST_OPEN = 50;

export const inviteMember =
  ({ store, newId }: Parts): Handler<'inviteMember'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const body = c.req.valid('json');
    const now = c.get('now');
    const userId = actorOf(c).user.id;
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const target = targetOf(body);
    const { resourceId } = await refuseSecond(body, () =>
      store.transaction((tx) =>
        once(tx, { userId, operation: 'inviteMember', key, body: { id, ...body }, now }, () =>
          actAs(tx, c, newId, id, async (act) => {
            const inviter = await voterOf(act, userId);
            if (!inviter) throw noSuchAlliance();
            const refusal = requireState(act.alliance.state, 'proposed', 'active');
            if (refusal) throw problemOf(refusal);
            await expireInvitations(tx, now, id);
            if ((await countOpenInvitations(tx, id)) >= MOST_OPEN)
              throw new HttpProblem('rate_limited', `${MOST_OPEN} invitations wait for an answer already.`);
            const row = await insertInvitation(tx, {
              id: newId(now),
              alliance_id: id,
              invited_by: userId,
              ...target,
              weight: body.weight,
              message: body.message ?? null,
              state: 'open',
              created_at: now,
              expires_at: new Date(now.getTime() + ANSWER_WITHIN_MS),
            });
            await deliver(act, row, inviter.name);
            act.record({ action: 'alliance_invitation.sent', after: { invitation: row.id, weight: row.weight } });
            return row.id;
          }),
        ),
      ),
    );
    const [row] = await listInvitations(store.db, { allianceId: id, id: resourceId, limit: 1 });
    if (!row) throw new Error('the invitation vanished');
    return c.json(invitationJson(row, userId), 201);
  };

function targetOf({ email, address }: { email?: string | undefined; address?: string | undefined }) {
  if (email !== undefined) return { email, address: null, public_key: null };
  const normal = normalAddress(address ?? '');
  if (normal === undefined)
    throw fieldProblem('address', 'must be the address of an account, such as "5F3sa2TJAWMqDhXG6jhV4N8ko9…"');
  return {
    email: null,
    address: normal,
    public_key: `0x${Buffer.from(publicKeyOf(normal)).toString('hex')}`,
  };
}

/** Whoever is known finds it in the console; an unknown e-mail gets a mail; an unknown account finds it once connected. */
async function deliver({ tx, now, newId, alliance }: AllianceAct, row: InvitationRow, by: string): Promise<void> {
  const notice = invitationNotice({
    id: row.id,
    alliance: alliance.name,
    by,
    message: row.message,
    expires: minuteWords(row.expires_at),
  });
  const userId = await invitedUser(tx, { email: row.email, publicKey: row.public_key });
  if (userId !== undefined) {
    await notify(tx, { userId, notice, now, newId });
    return;
  }
  if (row.email === null) return;
  await queueMail(tx, {
    id: newId(now),
    dedupeKey: notice.dedupeKey,
    to: row.email,
    subject: notice.title,
    body: `Hello,\n\n${notice.body}\n\nSign in with this e-mail address. Members are providers or operators of this marketplace; you may become one there.`,
    link: notice.link ?? '',
    linkLabel: notice.linkLabel ?? '',
    now,
  });
}

async function refuseSecond<T>(body: { email?: string | undefined }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!violates(error, 'alliance_invitations_email') && !violates(error, 'alliance_invitations_account')) throw error;
    const path = body.email === undefined ? 'address' : 'email';
    throw new HttpProblem('invitation_exists', 'An invitation to this waits for an answer already.', {
      errors: [{ path, message: 'was invited already' }],
    });
  }
}

export const listAllianceInvitations =
  ({ store }: AllianceParts): Handler<'listAllianceInvitations'> =>
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, userId);
    const rows = await listInvitations(store.db, {
      allianceId: alliance.id,
      before: afterOf(cursor),
      limit: limit + 1,
    });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
    return c.json({ items: items.map((row) => invitationJson(row, userId)), nextCursor }, 200);
  };

export const withdrawInvitation =
  ({ store, newId }: Parts): Handler<'withdrawInvitation'> =>
  async (c) => {
    const { id, invitationId } = c.req.valid('param');
    const userId = actorOf(c).user.id;
    await store.transaction((tx) =>
      actAs(tx, c, newId, id, async (act) => {
        if (!(await voterOf(act, userId))) throw noSuchAlliance();
        const row = await findInvitation(tx, id, invitationId);
        if (!row) throw new HttpProblem('not_found', 'There is no invitation with this id.');
        if (row.state === 'withdrawn') return;
        if (row.state !== 'open') throw new HttpProblem('invitation_over', `This invitation is ${row.state} already.`);
        await changeInvitation(tx, row.id, { state: 'withdrawn', decided_at: act.now });
        act.record({ action: 'alliance_invitation.withdrawn', after: { invitation: row.id } });
      }),
    );
    return c.body(null, 204);
  };

function invitationJson(row: ListedInvitation, userId: string): AllianceInvitation {
  const to = row.email ?? row.address ?? '';
  return {
    id: row.id,
    to: row.invited_by === userId ? to : shortened(to),
    invitedBy: row.inviter ?? '',
    weight: row.weight,
    message: row.message,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

/** Enough to tell invitations apart: members are known by the names that they chose. */
const shortened = (to: string): string =>
  to.includes('@') ? to.replace(/^(.).*@/, '$1…@') : `${to.slice(0, 5)}…${to.slice(-4)}`;
