import { readPeriodBalances, readStatement } from '../../postgres/statement.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf, type HttpContext } from '../context.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { transactionJson, transactionsCsv } from './transaction.ts';

const CSV_LINES = 100_000;

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
    if (query.format === 'csv')
      return csv(c, transactionsCsv(await readStatement(parts.store.db, user.id, { ...filter, limit: CSV_LINES })));
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

function csv(c: HttpContext, text: string) {
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="statement.csv"',
  }) as never;
}
