import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../clock.ts';
import type { Outcome } from './account.ts';

/** How long a bank takes here, in machine time; moving the clock by as much makes it due at once. */
const delayMs = 4_000;
/** Node's timers hold no more than 24 days. */
const longestTimerMs = 86_400_000;

export interface OutcomeParts {
  state: DatabaseSync;
  clock: SandboxClock;
  happen: (outcome: Outcome, id: string) => void;
}

/** Late answers of banks: durable, each takes effect once. */
export function createOutcomes({ state, clock, happen }: OutcomeParts) {
  state.exec(
    'create table if not exists outcomes (seq integer primary key autoincrement, object_id text, outcome text, due_ms integer)',
  );
  const timers = new Set<NodeJS.Timeout>();

  function settle(seq: number): void {
    const row = state.prepare('select object_id, outcome from outcomes where seq = ?').get(seq);
    if (!row) return;
    // In this order a crash repeats it, which changes nothing: an object that settled settles no more.
    happen(row.outcome as Outcome, String(row.object_id));
    state.prepare('delete from outcomes where seq = ?').run(seq);
  }

  function arm(seq: number, afterMs: number): void {
    const stepMs = Math.min(afterMs, longestTimerMs);
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (stepMs < afterMs) arm(seq, afterMs - stepMs);
      else settle(seq);
    }, stepMs);
    timer.unref();
    timers.add(timer);
  }

  const stopListening = clock.onChange(({ toMs }) => {
    const due = state.prepare('select seq from outcomes where due_ms <= ? order by seq').all(toMs);
    for (const row of due) settle(Number(row.seq));
  });

  return {
    queue(outcome: Outcome, id: string, afterMs = delayMs): void {
      const added = state
        .prepare('insert into outcomes (object_id, outcome, due_ms) values (?, ?, ?)')
        .run(id, outcome, Math.floor(clock.now() + afterMs));
      arm(Number(added.lastInsertRowid), afterMs);
    },
    resume(): void {
      for (const { seq, due_ms } of state.prepare('select seq, due_ms from outcomes order by seq').all()) {
        arm(Number(seq), Math.max(delayMs, Number(due_ms) - clock.now()));
      }
    },
    close(): void {
      stopListening();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
