import { payoutRequestTransfer } from '@marketplace/core/ledger';
import { askForPayout, exceedsPayable, type PayoutAskRefusal, type PayoutStatus } from '@marketplace/core/payouts';
import { isRefusal } from '@marketplace/core/refusal';
import { type Selectable, sql } from 'kysely';
import { postTransfer } from './ledger.ts';
import { providerBalances } from './provider-earnings.ts';
import type { Schema } from './schema.ts';
import { byNumber, byText, byTime, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database, Tx } from './store.ts';
import { openTask } from './tasks.ts';

export type PayoutRow = Selectable<Schema['payouts']>;
export type PayoutAddressRow = Selectable<Schema['payout_addresses']>;

export const findPayoutAddress = (db: Database | Tx, userId: string): Promise<PayoutAddressRow | undefined> =>
  db.selectFrom('payout_addresses').selectAll().where('user_id', '=', userId).executeTakeFirst();

/** The account on the chain that the person proved to hold, if any. */
export async function connectedAddress(db: Database, userId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('chain_accounts')
    .select('address')
    .where('user_id', '=', userId)
    .where('disconnected_at', 'is', null)
    .executeTakeFirst();
  return row?.address;
}

/** Sets the address; answers the one before, undefined at the first time, and `changed: false` when it is the same. */
export async function savePayoutAddress(
  tx: Tx,
  { userId, address, now }: { userId: string; address: string; now: Date },
): Promise<{ changed: boolean; before: string | undefined }> {
  const before = await tx
    .selectFrom('payout_addresses')
    .select('address')
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (before?.address === address) return { changed: false, before: before.address };
  await tx
    .insertInto('payout_addresses')
    .values({ user_id: userId, address, changed_at: now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ address, changed_at: now }))
    .execute();
  return { changed: true, before: before?.address };
}

export interface NewPayout {
  id: string;
  userId: string;
  units: bigint;
  minimumUnits: bigint;
  now: Date;
  taskId: string;
}

/** Sets the amount apart and writes the request; two at once never take more than is payable. */
export async function requestPayout(tx: Tx, payout: NewPayout): Promise<undefined | PayoutAskRefusal> {
  const { id, userId, units, minimumUnits, now } = payout;
  const address = (await findPayoutAddress(tx, userId))?.address;
  const { payable } = await providerBalances(tx, userId);
  const accepted = askForPayout({ units, payableUnits: payable, minimumUnits, address });
  if (isRefusal(accepted)) return accepted;
  await tx
    .insertInto('payouts')
    .values({ id, user_id: userId, amount_units: units, address: accepted, status: 'pending', requested_at: now })
    .execute();
  const posted = await postTransfer(tx, payoutRequestTransfer({ id, userId, units, eventAtMs: now.getTime() }), now);
  // Somebody was faster between the look and the lock.
  if (isRefusal(posted)) return exceedsPayable(units, (await providerBalances(tx, userId)).payable);
  await openTask(tx, {
    id: payout.taskId,
    kind: PAYOUTS_WAIT,
    subject: 'payouts',
    detail: 'Providers asked for payouts; they are paid by the next payout run.',
    severity: 'info',
    details: { path: OPERATOR_PAGE },
    now,
  });
  return undefined;
}

/** Where the operator sees and decides payouts. */
export const OPERATOR_PAGE = '/operator/payouts';

/** Kind of the task that a run closes. */
export const PAYOUTS_WAIT = 'payouts_waiting';

export const findPayout = (db: Database | Tx, id: string): Promise<PayoutRow | undefined> =>
  db.selectFrom('payouts').selectAll().where('id', '=', id).executeTakeFirst();

/** A payout as lists show it: with its person and, once it was signed, its transaction on the chain. */
export type ListedPayout = PayoutRow & {
  email: string;
  extrinsicHash: string | null;
  priceMusd: number | null;
  priceAt: Date | null;
};

export interface PayoutFilter {
  userId?: string | undefined;
  id?: string | undefined;
  runId?: string | undefined;
  status?: PayoutStatus | undefined;
  order?: ListOrder | undefined;
  limit: number;
}

export const payoutSorts = {
  requested: byTime(sql`p.requested_at`),
  amount: byNumber(sql`p.amount_units`),
  status: byText(sql`p.status`),
  provider: byText(sql`u.email`),
};

/** In a total order; newest first when none is asked for. */
export async function listPayouts(db: Database, filter: PayoutFilter): Promise<Sorted<ListedPayout>[]> {
  const { value, beyond, order } = sortSql(filter.order ?? { key: payoutSorts.requested, descending: true }, sql`p.id`);
  let query = db
    .selectFrom('payouts as p')
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .leftJoin('payout_runs as r', 'r.id', 'p.run_id')
    .leftJoin('chain_submissions as s', 's.payout_id', 'p.id')
    .selectAll('p')
    .select(value.$castTo<string>().as('sortValue'))
    .select(['u.email', 's.hash as extrinsicHash', 'r.price_musd as priceMusd', 'r.price_at as priceAt']);
  if (filter.userId !== undefined) query = query.where('p.user_id', '=', filter.userId);
  if (filter.id !== undefined) query = query.where('p.id', '=', filter.id);
  if (filter.runId !== undefined) query = query.where('p.run_id', '=', filter.runId);
  if (filter.status !== undefined) query = query.where('p.status', '=', filter.status);
  return query.where(beyond).orderBy(order).limit(filter.limit).execute();
}

export interface PayoutSums {
  pending: number;
  pendingUnits: bigint;
  sending: number;
  unclear: number;
  paidUnits: bigint;
  /** Shares of closed days on nodes that nobody listed. */
  unclaimedUnits: bigint;
  unclaimedFarms: number;
}

export async function payoutSums(db: Database): Promise<PayoutSums> {
  const { rows } = await sql<PayoutSums>`
    select (count(*) filter (where status = 'pending'))::int as pending,
           coalesce(sum(amount_units) filter (where status = 'pending'), 0)::bigint as "pendingUnits",
           (count(*) filter (where status = 'sending'))::int as sending,
           (count(*) filter (where status = 'unclear'))::int as unclear,
           coalesce(sum(amount_units) filter (where status = 'paid'), 0)::bigint as "paidUnits",
           (select coalesce(sum(units), 0) from earnings where user_id is null)::bigint as "unclaimedUnits",
           (select count(distinct farm_id) from earnings where user_id is null and units > 0)::int as "unclaimedFarms"
    from payouts`.execute(db);
  return rows[0] as PayoutSums;
}
