import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { rechargeJson } from './auto-recharge.ts';

export const getAutoRecharge =
  ({ store }: { store: Store }): Handler<'getAutoRecharge'> =>
  async (c) =>
    c.json(await rechargeJson(store.db, actorOf(c).user.id, c.get('now')), 200);
