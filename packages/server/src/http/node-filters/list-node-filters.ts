import { listSavedFilters } from '../../postgres/saved-filters.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { savedFilterJson } from './saved-filter.ts';

export const listNodeFilters =
  (parts: { store: Store }): Handler<'listNodeFilters'> =>
  async (c) => {
    const rows = await listSavedFilters(parts.store.db, actorOf(c).user.id);
    return c.json({ items: rows.map(savedFilterJson) }, 200);
  };
