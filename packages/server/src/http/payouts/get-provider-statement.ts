import type { ProviderStatementLine } from '@marketplace/contract';
import { type ProviderLine, readOwed, readProviderStatement } from '../../postgres/provider-statement.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { type Cell, CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { monthOf } from './month.ts';

export const getProviderStatement =
  (parts: { store: Store }): Handler<'getProviderStatement'> =>
  async (c) => {
    const { db } = parts.store;
    const { user } = actorOf(c);
    const query = c.req.valid('query');
    const { month, from, to } = monthOf(query.month, c.get('now'));
    if (query.format === 'csv') {
      const all = await readProviderStatement(db, user.id, { from, to, limit: CSV_LINES });
      return csvAnswer(c, `provider-statement-${month}`, columns, all.map(cells));
    }
    const [time, id] = decodeCursor(query.cursor, ['time', 'number']) ?? [];
    const before = time && id ? { eventAt: new Date(time), transferId: BigInt(id) } : undefined;
    const [rows, owed] = await Promise.all([
      readProviderStatement(db, user.id, { from, to, before, limit: query.limit + 1 }),
      readOwed(db, user.id, { from, to }),
    ]);
    const { items, nextCursor } = cutPage(rows, query.limit, (row) => [
      row.eventAt.toISOString(),
      String(row.transferId),
    ]);
    return c.json(
      {
        month,
        items: items.map(lineJson),
        nextCursor,
        opening: usdJson(owed.opening),
        closing: usdJson(owed.closing),
      },
      200,
    );
  };

const lineJson = (line: ProviderLine): ProviderStatementLine => ({
  id: `txn_${line.transferId}`,
  kind: line.kind,
  amount: usdJson(line.units),
  owedAfter: usdJson(line.after),
  occurredAt: line.eventAt.toISOString(),
  recordedAt: line.recordedAt.toISOString(),
  description: line.description,
  ...(line.details.nodeId === undefined ? {} : { nodeId: line.details.nodeId }),
  ...(line.details.day === undefined ? {} : { day: line.details.day }),
  ...(line.details.allianceId === undefined ? {} : { allianceId: line.details.allianceId }),
  ...(line.details.payoutId === undefined ? {} : { payoutId: line.details.payoutId }),
});

const columns = [
  'id',
  'occurred_at',
  'kind',
  'description',
  'node_id',
  'day',
  'alliance_id',
  'payout_id',
  'amount_usd',
  'owed_after_usd',
];

function cells(line: ProviderLine): Cell[] {
  const item = lineJson(line);
  return [
    item.id,
    item.occurredAt,
    item.kind,
    item.description,
    item.nodeId,
    item.day,
    item.allianceId,
    item.payoutId,
    item.amount.amount,
    item.owedAfter.amount,
  ];
}
