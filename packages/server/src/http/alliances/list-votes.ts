import type { AllianceVote } from '@marketplace/contract';
import { listVotes } from '../../postgres/alliance-votes.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import type { AllianceParts } from './alliance.ts';
import { reachInside } from './reach.ts';
import { votesJson } from './vote.ts';

export const listAllianceVotes =
  ({ store }: AllianceParts): Handler<'listAllianceVotes'> =>
  async (c) => {
    const { limit, cursor, format, state } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, userId);
    const filter = { allianceId: alliance.id, state };
    if (format === 'csv') {
      const all = await listVotes(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'alliance-votes', columns, (await votesJson(store.db, alliance.id, all, userId)).map(cells));
    }
    const rows = await listVotes(store.db, { ...filter, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.opened_at.toISOString(), row.id]);
    return c.json({ items: await votesJson(store.db, alliance.id, items, userId), nextCursor }, 200);
  };

const columns = [
  'id',
  'kind',
  'about',
  'reason',
  'state',
  'opened_by',
  'opened_at',
  'decided_at',
  'yes',
  'no',
  'ballots',
];

const cells = (vote: AllianceVote) => [
  vote.id,
  vote.kind,
  vote.memberName,
  vote.reason,
  vote.state,
  vote.openedBy,
  vote.openedAt,
  vote.decidedAt,
  vote.weights.yes,
  vote.weights.no,
  vote.ballots.map(({ name, choice }) => `${name}: ${choice}`).join('; '),
];
