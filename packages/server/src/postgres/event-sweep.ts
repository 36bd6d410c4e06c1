import { sql } from 'kysely';
import type { Database } from './store.ts';

/**
 * Takes the sweep that is due, for one process; undefined while none is due. The first one begins now: before that there
 * was nothing to be told of.
 */
export async function beginSweep(db: Database, now: Date, everyMs: number): Promise<{ sweptUntil: Date } | undefined> {
  const { rows } = await sql<{ sweptUntil: Date }>`
    insert into stripe_event_sweep (id, swept_until, due_at) values (1, ${now}, ${new Date(now.getTime() + everyMs)})
    on conflict (id) do update set due_at = excluded.due_at where stripe_event_sweep.due_at <= ${now}
    returning swept_until as "sweptUntil"`.execute(db);
  return rows[0];
}

/** All events up to that moment were read; it only moves forward. */
export const endSweep = async (db: Database, until: Date): Promise<void> =>
  void (await sql`update stripe_event_sweep set swept_until = greatest(swept_until, ${until})`.execute(db));
