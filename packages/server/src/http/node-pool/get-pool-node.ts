import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';
import { poolNodeDetailJson } from './pool-node.ts';

export const getPoolNode =
  (parts: { store: Store; supply: Supply }): Handler<'getPoolNode'> =>
  async (c) =>
    c.json(await poolNodeDetailJson(parts, c.req.valid('param').id), 200);
