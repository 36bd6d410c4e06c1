import { changeSavedFilter, lockSavedFilters } from '../../postgres/saved-filters.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { checkQuery, noSuchFilter, refuseTakenName, savedFilterJson } from './saved-filter.ts';

export const updateNodeFilter =
  (parts: { store: Store }): Handler<'updateNodeFilter'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    if (change.query !== undefined) checkQuery(change.query);
    const changed = await parts.store.transaction(async (tx) => {
      const saved = await lockSavedFilters(tx, user.id);
      const row = saved.find((one) => one.id === id);
      if (!row) throw noSuchFilter();
      if (change.name !== undefined) refuseTakenName(saved, change.name, id);
      const { name = row.name, query = row.query } = change;
      const next = { ...row, name, query, updated_at: c.get('now') };
      await changeSavedFilter(tx, next);
      return next;
    });
    return c.json(savedFilterJson(changed), 200);
  };
