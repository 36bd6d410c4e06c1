import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { ownRequestJson } from './request.ts';

export const getProviderRequest =
  (parts: { store: Store }): Handler<'getProviderRequest'> =>
  async (c) =>
    c.json(await ownRequestJson(parts.store.db, actorOf(c).user.id, c.req.valid('param').id), 200);
