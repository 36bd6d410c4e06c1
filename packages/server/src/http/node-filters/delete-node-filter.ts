import { removeSavedFilter } from '../../postgres/saved-filters.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { noSuchFilter } from './saved-filter.ts';

export const deleteNodeFilter =
  (parts: { store: Store }): Handler<'deleteNodeFilter'> =>
  async (c) => {
    if (!(await removeSavedFilter(parts.store.db, actorOf(c).user.id, c.req.valid('param').id))) throw noSuchFilter();
    return c.body(null, 204);
  };
