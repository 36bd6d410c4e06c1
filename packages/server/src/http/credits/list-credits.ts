import { activeCredits } from '../../postgres/credits.ts';
import { listCredits as readCredits } from '../../postgres/operator-credits.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { afterOf, cutPage } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { creditJson } from './credit.ts';

export const listCredits =
  ({ store }: { store: Store }): Handler<'listCredits'> =>
  async (c) => {
    const userId = actorOf(c).user.id;
    const { limit, cursor } = c.req.valid('query');
    const [rows, active] = await Promise.all([
      readCredits(store.db, { userId, before: afterOf(cursor), limit: limit + 1 }),
      activeCredits(store.db, userId),
    ]);
    const left = new Map(active.map(({ id, leftUnits }) => [id, leftUnits]));
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.granted_at.toISOString(), row.id]);
    return c.json(
      {
        items: items.map((row) => creditJson(row, left.get(row.id) ?? 0n)),
        nextCursor,
        left: usdJson(active.reduce((sum, { leftUnits }) => sum + leftUnits, 0n)),
      },
      200,
    );
  };
