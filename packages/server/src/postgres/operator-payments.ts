import type { DisputeStatus, RefundStatus, TopUpStatus } from '@marketplace/core/payments';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type MoneyOrder, moneyOrder, type Place } from './money-order.ts';
import type { Database } from './store.ts';

/** Where a page of a list by time begins: right after this row. */
export interface After<Id> {
  at: Date;
  id: Id;
}

type Conditions = RawBuilder<SqlBool>[];
const all = (conditions: Conditions) => sql.join([sql`true`, ...conditions], sql` and `);
const holds = (text: string, column: RawBuilder<unknown>) =>
  sql<SqlBool>`position(lower(${text}) in lower(${column})) > 0`;

/** Period and place of a page, and the order that both are in; newest first when nothing is said. */
function bounds(
  {
    from,
    to,
    sort = '-time',
    after,
  }: { from?: Date | undefined; to?: Date | undefined; sort?: MoneyOrder; after?: Place | undefined },
  columns: Parameters<typeof moneyOrder>[1],
) {
  const order = moneyOrder(sort, columns);
  const and: Conditions = [];
  if (from) and.push(sql`${columns.time} >= ${from}`);
  if (to) and.push(sql`${columns.time} < ${to}`);
  if (after) and.push(order.after(after));
  return { and, orderBy: order.orderBy };
}

export interface ListedTopUp {
  id: string;
  userId: string;
  email: string;
  amount: bigint;
  status: TopUpStatus;
  refunded: bigint;
  underWay: bigint;
  disputed: boolean;
  available: bigint;
  paymentIntentId: string | null;
  createdAt: Date;
  settledAt: Date | null;
}

export interface TopUpFilter {
  q?: string | undefined;
  status?: TopUpStatus | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  sort?: MoneyOrder;
  after?: Place | undefined;
  limit: number;
}

/** Top-ups of everybody. */
export async function listAllTopUps(db: Database, filter: TopUpFilter): Promise<ListedTopUp[]> {
  const { q, status, limit } = filter;
  const { and, orderBy } = bounds(filter, {
    time: sql`t.created_at`,
    amount: sql`t.amount_units`,
    id: sql`t.id`,
  });
  if (q) and.push(sql`(${holds(q, sql`u.email`)} or t.stripe_payment_intent_id = ${q} or t.id::text = ${q})`);
  if (status) and.push(sql`t.status = ${status}`);
  const { rows } = await sql<ListedTopUp>`
    select t.id, t.user_id as "userId", u.email, t.amount_units as amount, t.status, t.refunded_units as refunded,
           coalesce((select sum(r.amount_units) from refunds r where r.top_up_id = t.id and r.status = 'requested'), 0)::bigint as "underWay",
           exists (select 1 from disputes d where d.top_up_id = t.id and d.status in ('needs_response', 'under_review', 'lost')) as disputed,
           coalesce((select a.balance from ledger_accounts a where a.owner = 'user:' || t.user_id and a.kind = 'available' and a.asset = 'USD'), 0)::bigint as available,
           t.stripe_payment_intent_id as "paymentIntentId", t.created_at as "createdAt", t.settled_at as "settledAt"
    from top_ups t join users u on u.id = t.user_id
    where ${all(and)}
    order by ${orderBy} limit ${limit}`.execute(db);
  return rows;
}

export interface ListedRefund {
  id: string;
  topUpId: string;
  userId: string;
  email: string;
  amount: bigint;
  status: RefundStatus;
  origin: 'operator' | 'stripe';
  requestedBy: string | null;
  reason: string | null;
  failure: string | null;
  createdAt: Date;
  settledAt: Date | null;
  failedAt: Date | null;
}

export interface RefundFilter {
  id?: string;
  q?: string | undefined;
  status?: RefundStatus | undefined;
  topUpId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  sort?: MoneyOrder;
  after?: Place | undefined;
  limit: number;
}

/** Refunds of everybody. */
export async function listRefunds(db: Database, filter: RefundFilter): Promise<ListedRefund[]> {
  const { id, q, status, topUpId, limit } = filter;
  const { and, orderBy } = bounds(filter, {
    time: sql`r.created_at`,
    amount: sql`r.amount_units`,
    id: sql`r.id`,
  });
  if (id) and.push(sql`r.id = ${id}`);
  if (q) and.push(sql`(${holds(q, sql`u.email`)} or r.stripe_refund_id = ${q})`);
  if (status) and.push(sql`r.status = ${status}`);
  if (topUpId) and.push(sql`r.top_up_id = ${topUpId}`);
  const { rows } = await sql<ListedRefund>`
    select r.id, r.top_up_id as "topUpId", r.user_id as "userId", u.email, r.amount_units as amount, r.status, r.origin,
           o.email as "requestedBy", r.reason, r.failure, r.created_at as "createdAt", r.settled_at as "settledAt", r.failed_at as "failedAt"
    from refunds r join users u on u.id = r.user_id left join users o on o.id = r.requested_by
    where ${all(and)}
    order by ${orderBy} limit ${limit}`.execute(db);
  return rows;
}

export interface ListedDispute {
  id: string;
  topUpId: string;
  userId: string;
  email: string;
  amount: bigint;
  status: DisputeStatus;
  reason: string;
  evidenceDueAt: Date | null;
  withheld: bigint;
  fee: bigint;
  rechargeBlocked: boolean;
  openedAt: Date;
  closedAt: Date | null;
}

export interface DisputeFilter {
  id?: string;
  q?: string | undefined;
  status?: 'open' | 'closed' | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  sort?: MoneyOrder;
  after?: Place | undefined;
  limit: number;
}

/** Disputes of everybody. */
export async function listDisputes(db: Database, filter: DisputeFilter): Promise<ListedDispute[]> {
  const { id, q, status, limit } = filter;
  const { and, orderBy } = bounds(filter, {
    time: sql`d.opened_at`,
    amount: sql`d.amount_units`,
    id: sql`d.id`,
  });
  if (id) and.push(sql`d.id = ${id}`);
  if (q) and.push(sql`(${holds(q, sql`u.email`)} or d.id = ${q})`);
  if (status) and.push(status === 'open' ? sql`d.closed_at is null` : sql`d.closed_at is not null`);
  const { rows } = await sql<ListedDispute>`
    select d.id, d.top_up_id as "topUpId", d.user_id as "userId", u.email, d.amount_units as amount, d.status, d.reason,
           d.evidence_due_at as "evidenceDueAt", d.withheld_units as withheld, d.fee_units as fee,
           u.recharge_blocked_reason is not null as "rechargeBlocked", d.opened_at as "openedAt", d.closed_at as "closedAt"
    from disputes d join users u on u.id = d.user_id
    where ${all(and)}
    order by ${orderBy} limit ${limit}`.execute(db);
  return rows;
}
