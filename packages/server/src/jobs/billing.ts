import type { Clock } from '../clock.ts';
import { chargeUsage } from '../postgres/billing.ts';
import type { Store } from '../postgres/store.ts';

/** 800 deployments by 24 hours: at most 19,200 records, well below a second of locks. */
const CHUNK = { maxDeployments: 800, maxHours: 24 };

/** Charges every closed hour, up to now or a given time, chunk by chunk, however long the marketplace was away. A crash loses no hour and repeats none. */
export async function billUsage(
  { store, clock }: { store: Store; clock: Clock },
  { until }: { until?: Date } = {},
): Promise<number> {
  const now = clock.now();
  let records = 0;
  for (;;) {
    const chunk = await store.transaction((tx) => chargeUsage(tx, { now, ...(until ? { until } : {}), ...CHUNK }));
    records += chunk.records;
    if (chunk.deployments === 0) return records;
  }
}
