import type { DatabaseSync } from 'node:sqlite';

/** The time that every sandbox and every subscriber lives in: machine time plus an offset that never decreases. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly frozen: boolean;
  /** Moves time forward and resolves when every listener has finished with the new time. */
  advance(seconds: number): Promise<void>;
  /** Moves time forward to `atMs`; throws a RangeError when that lies in the past. */
  set(atMs: number): Promise<void>;
  freeze(frozen: boolean): Promise<void>;
  /** Listeners run after each change; `advance` and `set` wait for the promises they return. */
  onChange(listener: (change: ClockChange) => Promise<void> | void): () => void;
}

export interface ClockChange {
  fromMs: number;
  toMs: number;
  frozen: boolean;
}

// Taken before anybody can replace the global Date, so that the clock never reads its own shadow.
const machineNow = Date.now.bind(Date);

export function createClock(state: DatabaseSync): SandboxClock {
  state.exec(
    'create table if not exists clock (id integer primary key check (id = 1), offset_ms integer, frozen_at_ms integer)',
  );
  const row = state.prepare('select offset_ms, frozen_at_ms from clock where id = 1').get();
  let offsetMs = Number(row?.offset_ms ?? 0);
  let frozenAtMs: number | undefined = row?.frozen_at_ms == null ? undefined : Number(row.frozen_at_ms);
  const listeners = new Set<(change: ClockChange) => Promise<void> | void>();

  const now = () => frozenAtMs ?? machineNow() + offsetMs;
  const save = () =>
    state
      .prepare(
        'insert into clock values (1, ?, ?) on conflict (id) do update set offset_ms = excluded.offset_ms, frozen_at_ms = excluded.frozen_at_ms',
      )
      .run(offsetMs, frozenAtMs ?? null);
  const tell = async (fromMs: number) => {
    save();
    const change = { fromMs, toMs: now(), frozen: frozenAtMs !== undefined };
    await Promise.all([...listeners].map((listener) => listener(change)));
  };

  const clock: SandboxClock = {
    now,
    get frozen() {
      return frozenAtMs !== undefined;
    },
    async advance(seconds) {
      if (!(seconds >= 0)) throw new RangeError('seconds must be zero or more');
      const fromMs = now();
      if (frozenAtMs !== undefined) frozenAtMs += seconds * 1000;
      else offsetMs += seconds * 1000;
      await tell(fromMs);
    },
    async set(atMs) {
      const fromMs = now();
      if (atMs < fromMs)
        throw new RangeError(`time only moves forward: it is already ${new Date(fromMs).toISOString()}`);
      await clock.advance((atMs - fromMs) / 1000);
    },
    async freeze(frozen) {
      const fromMs = now();
      if (frozen && frozenAtMs === undefined) frozenAtMs = fromMs;
      if (!frozen && frozenAtMs !== undefined) {
        // Time goes on from where it stood still.
        offsetMs = frozenAtMs - machineNow();
        frozenAtMs = undefined;
      }
      await tell(fromMs);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return clock;
}
