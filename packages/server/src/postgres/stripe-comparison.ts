import { writeDollars } from '@marketplace/core/money';
import { type Finding, ON_THE_WAY_MS, type PaymentPair } from '@marketplace/core/reconciliation';
import { sql } from 'kysely';
import type { Database } from './store.ts';
import { bookedTypes } from './stripe-transactions.ts';

const paidTypes = ['charge', 'payment'];
const refundTypes = ['refund', 'payment_refund', 'refund_failure', 'payment_failure_refund'];

/** Payments on which Stripe's books (as copied) and ours differ in any way. */
export async function differingPayments(db: Database): Promise<PaymentPair[]> {
  const { rows } = await sql<{
    pi: string;
    paid: bigint | null;
    refundedThere: bigint | null;
    latestThere: Date | null;
    topUpId: string | null;
    credited: bigint | null;
    refundedHere: bigint | null;
    latestHere: Date | null;
  }>`
    with there as (
      select payment_intent_id as pi,
             coalesce(sum(amount_units) filter (where type = any(${paidTypes})), 0)::bigint as paid,
             -coalesce(sum(amount_units) filter (where type = any(${refundTypes})), 0)::bigint as refunded,
             max(created_at) as latest
      from stripe_transactions
      where payment_intent_id is not null and type = any(${[...paidTypes, ...refundTypes]})
      group by payment_intent_id
    ), here as (
      select stripe_payment_intent_id as pi, id, amount_units as credited, refunded_units as refunded,
             greatest(settled_at, (select max(coalesce(r.failed_at, r.settled_at)) from refunds r where r.top_up_id = top_ups.id)) as latest
      from top_ups where status = 'succeeded'
    )
    select coalesce(there.pi, here.pi) as pi, there.paid, there.refunded as "refundedThere", there.latest as "latestThere",
           here.id as "topUpId", here.credited, here.refunded as "refundedHere", here.latest as "latestHere"
    from there full join here on here.pi = there.pi
    where (there.paid, there.refunded) is distinct from (here.credited, here.refunded)
    order by 1`.execute(db);
  return rows.map((row) => ({
    paymentIntentId: row.pi,
    stripe:
      row.paid === null
        ? undefined
        : {
            paidUnits: row.paid,
            refundedUnits: row.refundedThere ?? 0n,
            latestMs: row.latestThere?.getTime() ?? 0,
          },
    ours:
      row.topUpId === null
        ? undefined
        : {
            topUpId: row.topUpId,
            creditedUnits: row.credited ?? 0n,
            refundedUnits: row.refundedHere ?? 0n,
            latestMs: row.latestHere?.getTime() ?? 0,
          },
  }));
}

/** Disputes of which a bank holds another amount than we withhold, told long enough ago. */
export async function differingDisputes(db: Database, now: Date): Promise<Finding[]> {
  const { rows } = await sql<{ id: string; taken: bigint; withheld: bigint | null; userId: string | null }>`
    with there as (
      select source_id as id, -sum(amount_units)::bigint as taken, max(created_at) as latest
      from stripe_transactions where type = 'adjustment' and source_id ~ '^(du|dp)_' group by source_id
    )
    select coalesce(there.id, d.id) as id, coalesce(there.taken, 0)::bigint as taken, d.withheld_units as withheld, d.user_id as "userId"
    from there full join disputes d on d.id = there.id
    where coalesce(there.taken, 0) <> coalesce(d.withheld_units, 0)
      and greatest(there.latest, d.opened_at, d.closed_at) <= ${new Date(now.getTime() - ON_THE_WAY_MS)}
    order by 1`.execute(db);
  return rows.map(({ id, taken, withheld, userId }) => ({
    kind: 'dispute_differs' as const,
    subject: id,
    expected: `${writeDollars(taken)} taken by the bank`,
    found: withheld === null ? 'unknown here' : `${writeDollars(withheld)} withheld from the customer`,
    ...(userId ? { details: { userId } } : {}),
  }));
}

export interface StripeSums {
  /** Our balance there, by the copied transactions. */
  copiedUnits: bigint;
  transactions: number;
  /** The same by the ledger: its clearing account, turned round. */
  ledgerUnits: bigint;
  feesUnits: bigint;
  /** What is neither a payment or refund, compared one by one, nor booked from Stripe's own list: payouts to providers, or a stray. */
  otherThereUnits: bigint;
  otherHereUnits: bigint;
  latestOtherAt: Date | null;
}

export async function stripeSums(db: Database): Promise<StripeSums> {
  const compared = sql`type = any(${[...paidTypes, ...refundTypes]}) and payment_intent_id is not null`;
  const { rows } = await sql<StripeSums>`
    with clearing as (
      select t.kind, e.units from ledger_entries e join ledger_transfers t on t.id = e.transfer_id
      where e.account_id = (select id from ledger_accounts where owner = 'system' and kind = 'stripe_clearing' and asset = 'USD')
    ), here as (
      select -coalesce(sum(units), 0) as total, -coalesce(sum(units) filter (where kind like 'stripe\\_%'), 0) as booked,
             coalesce(sum(units) filter (where kind = 'stripe_fee'), 0) as fees
      from clearing
    ), credited as (
      select coalesce(sum(amount_units - refunded_units), 0) as total from top_ups where status = 'succeeded'
    ), there as (
      select coalesce(sum(amount_units - fee_units), 0) as total, count(*)::int as n,
             coalesce(sum(amount_units) filter (where ${compared}), 0) as payments,
             max(created_at) filter (where not (${compared}) and type <> all(${bookedTypes})) as latest
      from stripe_transactions
    )
    select there.total::bigint as "copiedUnits", there.n as transactions, here.total::bigint as "ledgerUnits", here.fees::bigint as "feesUnits",
           (there.total - there.payments - here.booked)::bigint as "otherThereUnits",
           (here.total - credited.total - here.booked)::bigint as "otherHereUnits", there.latest as "latestOtherAt"
    from there, here, credited`.execute(db);
  return rows[0] as StripeSums;
}
