import { findProviderNode } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';
import { nodeDetailJson, noSuchNode } from './node.ts';

export const getProviderNode =
  (parts: { store: Store; supply: Supply }): Handler<'getProviderNode'> =>
  async (c) => {
    const row = await findProviderNode(parts.store.db, c.req.valid('param').id);
    if (row?.user_id !== actorOf(c).user.id) throw noSuchNode();
    return c.json(await nodeDetailJson(parts, row), 200);
  };
