import type { NewId } from '../../ids.ts';
import { reviewPerson } from '../../jobs/spending/review-person.ts';
import { readSettings } from '../../postgres/settings.ts';
import { saveAccountCap } from '../../postgres/spending-caps.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { acceptedCap, spendingCapsJson } from './spending-caps.ts';

/** The new limit is judged in the same transaction: whatever it stops or allows follows at once. */
export const updateSpendingCaps =
  ({ store, newId, wake }: { store: Store; newId: NewId; wake: () => void }): Handler<'updateSpendingCaps'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { account } = c.req.valid('json');
    const now = c.get('now');
    const settings = await readSettings(store.db);
    await store.transaction(async (tx) => {
      await saveAccountCap(tx, user.id, acceptedCap(account), now);
      await reviewPerson(tx, { userId: user.id, at: now, now, newId, settings });
    });
    wake();
    return c.json(await spendingCapsJson(store.db, user.id, now), 200);
  };
