import { readPeriodBalances, readStatement } from '../../postgres/statement.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { transactionCells, transactionColumns, transactionJson } from './transaction.ts';

export const listTransactions =
  (parts: { store: Store }): Handler<'listTransactions'> =>
  async (c) => {
    const { user } = actorOf(c);
    const query = c.req.valid('query');
    const period = {
      from: query.from ? new Date(query.from) : undefined,
      to: query.to ? new Date(query.to) : undefined,
    };
    const filter = { kind: query.kind, deploymentId: query.deploymentId, ...period };
    if (query.format === 'csv') {
      const all = await readStatement(parts.store.db, user.id, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'statement', transactionColumns, all.map(transactionCells));
    }
    const [before] = decodeCursor(query.cursor, ['number']) ?? [];
    const [lines, balances] = await Promise.all([
      readStatement(parts.store.db, user.id, {
        ...filter,
        beforeVersion: before === undefined ? undefined : BigInt(before),
        limit: query.limit + 1,
      }),
      readPeriodBalances(parts.store.db, user.id, period),
    ]);
    const { items, nextCursor } = cutPage(lines, query.limit, (line) => [String(line.version)]);
    return c.json(
      {
        items: items.map(transactionJson),
        nextCursor,
        opening: usdJson(balances.opening),
        closing: usdJson(balances.closing),
      },
      200,
    );
  };
