import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { providerProfileJson, readProviderProfile } from './profile.ts';

export const getProviderProfile =
  (parts: { store: Store }): Handler<'getProviderProfile'> =>
  async (c) =>
    c.json(providerProfileJson(await readProviderProfile(parts.store.db, actorOf(c), c.get('now'))), 200);
