import type { AllianceAgreement } from '@marketplace/contract';
import { listAgreements } from '../../postgres/alliance-agreements.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { agreementsJson } from './agreement.ts';
import type { AllianceParts } from './alliance.ts';
import { reachInside } from './reach.ts';

export const listAllianceAgreements =
  ({ store }: AllianceParts): Handler<'listAllianceAgreements'> =>
  async (c) => {
    const { limit, cursor, format } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, userId);
    const reader = { allianceId: alliance.id, userId, now: c.get('now') };
    if (format === 'csv') {
      const all = await listAgreements(store.db, { allianceId: alliance.id, limit: CSV_LINES });
      return csvAnswer(c, 'alliance-agreements', columns, (await agreementsJson(store.db, reader, all)).map(cells));
    }
    const [before] = decodeCursor(cursor, ['number']) ?? [];
    const rows = await listAgreements(store.db, {
      allianceId: alliance.id,
      before: before === undefined ? undefined : Number(before),
      limit: limit + 1,
    });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.version]);
    return c.json({ items: await agreementsJson(store.db, reader, items), nextCursor }, 200);
  };

const columns = ['version', 'state', 'effective_on', 'rule', 'proposed_by', 'proposed_at', 'decided_at', 'answers'];

const cells = (agreement: AllianceAgreement) => [
  agreement.version,
  agreement.state,
  agreement.effectiveOn,
  agreement.formula.kind,
  agreement.proposedBy,
  agreement.proposedAt,
  agreement.decidedAt,
  agreement.consent.ballots.map(({ name, choice }) => `${name}: ${choice}`).join('; '),
];
