import { watch } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** An editor that saves several files causes one restart. */
const settleMs = 200;

/** Calls `restart` after a source in one of the folders has changed; changes during a restart cause one more. */
export function onSourceChange(folders: string[], restart: () => Promise<void>): { close(): void } {
  let pending = false;
  let running = false;
  const run = async () => {
    pending = true;
    if (running) return;
    running = true;
    while (pending) {
      await pause(settleMs);
      pending = false;
      await restart();
    }
    running = false;
  };
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file && /\.(ts|sql)$/.test(file) && !file.endsWith('.test.ts')) void run();
    }),
  );
  return {
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}
