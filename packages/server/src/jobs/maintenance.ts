import { dueNotice } from '@marketplace/core/maintenance';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import { tellWindow } from '../maintenance/tell-window.ts';
import { changeWindow, lockWindow, toldOf, windowOf, windowsToTell } from '../postgres/maintenance.ts';
import type { Store } from '../postgres/store.ts';

export interface MaintenanceJobParts {
  store: Store;
  clock: Clock;
  newId: NewId;
}

const BATCH = 100;

/** Reminds a day before, tells start and end. Each window in a transaction of its own; a repeat finds it told. */
export async function tellMaintenance({ store, clock, newId }: MaintenanceJobParts): Promise<void> {
  const now = clock.now();
  for (;;) {
    const ids = await windowsToTell(store.db, now, BATCH);
    for (const id of ids)
      await store.transaction(async (tx) => {
        const row = await lockWindow(tx, id);
        if (!row) return;
        const { notice, told } = dueNotice(windowOf(row), toldOf(row), now.getTime());
        if (notice) await tellWindow(tx, { row, news: notice, now, newId });
        await changeWindow(tx, id, { told_day_before: told.dayBefore, told_start: told.start, told_end: told.end });
      });
    if (ids.length < BATCH) return;
  }
}
