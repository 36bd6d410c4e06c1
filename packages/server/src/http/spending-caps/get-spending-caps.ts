import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { spendingCapsJson } from './spending-caps.ts';

export const getSpendingCaps =
  ({ store }: { store: Store }): Handler<'getSpendingCaps'> =>
  async (c) =>
    c.json(await spendingCapsJson(store.db, actorOf(c).user.id, c.get('now')), 200);
