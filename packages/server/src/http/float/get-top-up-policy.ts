import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { policyDocument } from './top-up-policy.ts';

export const getTopUpPolicy =
  (parts: { store: Store }): Handler<'getTopUpPolicy'> =>
  async (c) =>
    c.json(await policyDocument(parts.store.db, c.get('now')), 200);
