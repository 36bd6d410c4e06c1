import { requestComparison, sources } from '../../postgres/reconciliation.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';

export const runReconciliation =
  ({ store, wake }: { store: Store; wake: () => void }): Handler<'runReconciliation'> =>
  async (c) => {
    await store.transaction(async (tx) => {
      for (const source of sources) await requestComparison(tx, source);
    });
    wake();
    return c.json({ requested: [...sources] }, 202);
  };
