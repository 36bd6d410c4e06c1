import { providerOwner } from '@marketplace/core/ledger';
import { sql } from 'kysely';
import type { Database } from './store.ts';

/** A line of a provider's statement: what was earned (+) or paid (−), and what was owed after it. */
export interface ProviderLine {
  transferId: bigint;
  kind: string;
  units: bigint;
  after: bigint;
  eventAt: Date;
  recordedAt: Date;
  description: string;
  details: { nodeId?: number; day?: string; allianceId?: string; payoutId?: string };
}

/**
 * Lines of all accounts of the provider together. What only moves between them (a hold that ends, a payout that is asked
 * for or returned) sums to zero and is no line: what is owed stays the same.
 */
const lines = (userId: string) => sql`
  lines as (
    select t.id, t.kind, t.event_at, t.recorded_at, t.description, t.details, sum(e.units)::bigint as units
    from ledger_entries e
    join ledger_accounts a on a.id = e.account_id
    join ledger_transfers t on t.id = e.transfer_id
    where a.owner = ${providerOwner(userId)} and a.asset = 'USD'
    group by t.id having sum(e.units) <> 0
  )`;

export interface ProviderStatementFilter {
  from: Date;
  to: Date;
  before?: { eventAt: Date; transferId: bigint } | undefined;
  limit: number;
}

/** Newest first, in the order of the events. */
export async function readProviderStatement(
  db: Database,
  userId: string,
  { from, to, before, limit }: ProviderStatementFilter,
): Promise<ProviderLine[]> {
  const { rows } = await sql<ProviderLine>`
    with ${lines(userId)}, running as (select *, sum(units) over (order by event_at, id)::bigint as after from lines)
    select id as "transferId", kind, units, after, event_at as "eventAt", recorded_at as "recordedAt", description, details
    from running
    where event_at >= ${from} and event_at < ${to}
      ${before ? sql`and (event_at, id) < (${before.eventAt}, ${before.transferId})` : sql``}
    order by event_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** What was owed before a time, and before another: the opening and the closing of a period. */
export async function readOwed(
  db: Database,
  userId: string,
  { from, to }: { from: Date; to: Date },
): Promise<{ opening: bigint; closing: bigint }> {
  const { rows } = await sql<{ opening: bigint; closing: bigint }>`
    with ${lines(userId)}
    select coalesce(sum(units) filter (where event_at < ${from}), 0)::bigint as opening,
           coalesce(sum(units) filter (where event_at < ${to}), 0)::bigint as closing
    from lines`.execute(db);
  return rows[0] ?? { opening: 0n, closing: 0n };
}
