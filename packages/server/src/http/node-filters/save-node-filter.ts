import type { NewId } from '../../ids.ts';
import { findSavedFilter, insertSavedFilter, lockSavedFilters } from '../../postgres/saved-filters.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { once } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { checkQuery, noSuchFilter, refuseTakenName, SAVED_FILTERS_MAX, savedFilterJson } from './saved-filter.ts';

export const saveNodeFilter =
  (parts: { store: Store; newId: NewId }): Handler<'saveNodeFilter'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    checkQuery(body.query);
    const now = c.get('now');
    const key = c.req.valid('header')['idempotency-key'];
    const { resourceId } = await parts.store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'saveNodeFilter', key, body, now }, async () => {
        const saved = await lockSavedFilters(tx, user.id);
        refuseTakenName(saved, body.name);
        if (saved.length >= SAVED_FILTERS_MAX)
          throw new HttpProblem(
            'saved_filter_limit_reached',
            `You have ${SAVED_FILTERS_MAX} saved searches, which is the most. Delete one first.`,
          );
        const id = parts.newId(now);
        await insertSavedFilter(tx, { user_id: user.id, id, ...body, created_at: now, updated_at: now });
        return id;
      }),
    );
    const row = await findSavedFilter(parts.store.db, user.id, resourceId);
    if (!row) throw noSuchFilter();
    return c.json(savedFilterJson(row), 201);
  };
