import type { Act } from '@marketplace/core/payments';
import { sql } from 'kysely';
import type { Database } from './store.ts';

export interface DisputedPayment {
  userId: string;
  name: string;
  email: string;
  emailVerified: boolean;
  since: Date;
  amount: bigint;
  at: Date;
  paymentIntentId: string | null;
  receiptId: string | null;
  receiptNumber: string | null;
  card: { brand: string; last4: string } | null;
}

/** Who paid what, when and with which card; of a settled top-up. */
export async function readDisputedPayment(db: Database, topUpId: string): Promise<DisputedPayment | undefined> {
  const { rows } = await sql<DisputedPayment>`
    select u.id as "userId", u.name, u.email, u.email_verified as "emailVerified", u.created_at as since,
           t.amount_units as amount, t.settled_at as at, t.stripe_payment_intent_id as "paymentIntentId",
           d.id as "receiptId", d.number as "receiptNumber", d.content -> 'payment' -> 'card' as card
    from top_ups t join users u on u.id = t.user_id
    left join lateral (
      select d.id, d.number, d.content from ledger_transfers l join documents d on d.transfer_id = l.id
      where l.top_up_id = t.id and l.kind = 'top_up' limit 1) d on true
    where t.id = ${topUpId} and t.settled_at is not null`.execute(db);
  return rows[0];
}

export interface UsedMachine {
  id: string;
  name: string;
  from: Date;
  until: Date | null;
  seconds: number;
  charged: bigint;
}

const MACHINES = 50;

/** Machines of a person that ran since then, and for how long and how much. */
export async function machinesSince(db: Database, userId: string, since: Date): Promise<UsedMachine[]> {
  const { rows } = await sql<UsedMachine>`
    select d.id, d.name, d.billing_from as "from", d.billing_until as "until",
           coalesce(sum(r.seconds - r.kept_seconds), 0)::int as seconds, coalesce(sum(r.amount_units), 0)::bigint as charged
    from deployments d left join usage_records r on r.deployment_id = d.id and r.hour >= date_trunc('hour', ${since}::timestamptz)
    where d.user_id = ${userId} and d.billing_from is not null and coalesce(d.billing_until, 'infinity') > ${since}
    group by d.id order by d.billing_from limit ${MACHINES}`.execute(db);
  return rows;
}

/** What was charged for usage since then, by the ledger. */
export async function chargedSince(db: Database, userId: string, since: Date): Promise<bigint> {
  const { rows } = await sql<{ units: bigint }>`
    select coalesce(-sum(e.units), 0)::bigint as units
    from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transfers t on t.id = e.transfer_id
    where a.owner = 'user:' || ${userId} and a.kind = 'available' and t.kind = 'usage' and t.event_at >= ${since}`.execute(
    db,
  );
  return rows[0]?.units ?? 0n;
}

const ACTS = 200;

/** What a person did here: whatever shows that the account is theirs and in use. */
export async function actsOf(db: Database, userId: string): Promise<Act[]> {
  const { rows } = await sql<{ at: Date; what: string }>`
    select at, what from (
      select created_at as at, 'opened the account' as what from users where id = ${userId}
      union all select accepted_at, 'accepted ' || replace(kind, '_', ' ') || ', version ' || version from acceptances where user_id = ${userId}
      union all select settled_at, 'paid a top-up by card' from top_ups where user_id = ${userId} and settled_at is not null
      union all select created_at, 'stored the SSH key ' || name from ssh_keys where user_id = ${userId}
      union all select created_at, 'ordered the machine ' || name from deployments where user_id = ${userId}
      union all select delete_requested_at, 'deleted the machine ' || name from deployments where user_id = ${userId} and delete_requested_at is not null
    ) acts order by at desc limit ${ACTS}`.execute(db);
  return rows.map(({ at, what }) => ({ at: at.toISOString(), what }));
}
