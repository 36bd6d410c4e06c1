import { type SqlBool, sql } from 'kysely';
import type { Place } from './money-order.ts';
import type { Database } from './store.ts';

export interface ListedEvent {
  id: string;
  type: string;
  state: 'open' | 'done' | 'ignored' | 'unreadable';
  outcome: string | null;
  waitingFor: string | null;
  receivedAt: Date;
  processedAt: Date | null;
}

export interface EventFilter {
  q?: string | undefined;
  state?: ListedEvent['state'] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  before?: { at: Date; id: Place['id'] } | undefined;
  limit: number;
}

const state = sql`case when processed_at is null then 'open' when outcome in ('ignored', 'unreadable') then outcome else 'done' end`;

/** What Stripe sent, newest first. */
export async function listEvents(db: Database, filter: EventFilter): Promise<ListedEvent[]> {
  const { q, from, to, before, limit } = filter;
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (q) and.push(sql`(position(lower(${q}) in type) > 0 or id = ${q} or waiting_for = ${q})`);
  if (filter.state) and.push(sql`${state} = ${filter.state}`);
  if (from) and.push(sql`received_at >= ${from}`);
  if (to) and.push(sql`received_at < ${to}`);
  if (before) and.push(sql`(received_at, id) < (${before.at}, ${before.id})`);
  const { rows } = await sql<ListedEvent>`
    select id, type, ${state} as state, outcome, waiting_for as "waitingFor", received_at as "receivedAt", processed_at as "processedAt"
    from stripe_events where ${sql.join(and, sql` and `)}
    order by received_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
