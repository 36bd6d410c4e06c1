import type { AllianceMember } from '@marketplace/contract';
import { type ListedMember, listMembers } from '../../postgres/alliance-members.ts';
import type { AllianceRow } from '../../postgres/alliances.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import type { AllianceParts } from './alliance.ts';
import { reachInside } from './reach.ts';

export const listAllianceMembers =
  ({ store }: AllianceParts): Handler<'listAllianceMembers'> =>
  async (c) => {
    const { limit, cursor, format, state } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, userId);
    const filter = { allianceId: alliance.id, state, now: c.get('now') };
    const shown = (row: ListedMember) => memberJson(row, alliance, userId);
    if (format === 'csv') {
      const all = await listMembers(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(
        c,
        'alliance-members',
        columns,
        all.map((row) => cells(shown(row))),
      );
    }
    const rows = await listMembers(store.db, { ...filter, after: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
    return c.json({ items: items.map(shown), nextCursor }, 200);
  };

const memberJson = (row: ListedMember, { founder_id }: AllianceRow, userId: string): AllianceMember => ({
  id: row.id,
  name: row.name,
  state: row.state,
  weight: row.weight,
  founder: row.user_id === founder_id,
  you: row.user_id === userId,
  nodes: row.nodes,
  createdAt: row.created_at.toISOString(),
  joinedAt: row.joined_at?.toISOString() ?? null,
  noticeAt: row.notice_at?.toISOString() ?? null,
  endsAt: row.ends_at?.toISOString() ?? null,
});

const columns = ['id', 'name', 'state', 'weight', 'nodes', 'asked_at', 'joined_at', 'notice_at', 'ends_at'];

const cells = (member: AllianceMember) => [
  member.id,
  member.name,
  member.state,
  member.weight,
  member.nodes,
  member.createdAt,
  member.joinedAt,
  member.noticeAt,
  member.endsAt,
];
