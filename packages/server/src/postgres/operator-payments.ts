import type { DisputeStatus, RefundStatus, TopUpStatus } from '@marketplace/core/payments';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
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
  before?: After<string> | undefined;
  limit: number;
}

/** Top-ups of everybody, newest first. */
export async function listAllTopUps(db: Database, { q, status, before, limit }: TopUpFilter): Promise<ListedTopUp[]> {
  const and: Conditions = [];
  if (q) and.push(sql`(${holds(q, sql`u.email`)} or t.stripe_payment_intent_id = ${q} or t.id::text = ${q})`);
  if (status) and.push(sql`t.status = ${status}`);
  if (before) and.push(sql`(t.created_at, t.id) < (${before.at}, ${before.id}::uuid)`);
  const { rows } = await sql<ListedTopUp>`
    select t.id, t.user_id as "userId", u.email, t.amount_units as amount, t.status, t.refunded_units as refunded,
           coalesce((select sum(r.amount_units) from refunds r where r.top_up_id = t.id and r.status = 'requested'), 0)::bigint as "underWay",
           exists (select 1 from disputes d where d.top_up_id = t.id and d.status in ('needs_response', 'under_review', 'lost')) as disputed,
           coalesce((select a.balance from ledger_accounts a where a.owner = 'user:' || t.user_id and a.kind = 'available' and a.asset = 'USD'), 0)::bigint as available,
           t.stripe_payment_intent_id as "paymentIntentId", t.created_at as "createdAt", t.settled_at as "settledAt"
    from top_ups t join users u on u.id = t.user_id
    where ${all(and)}
    order by t.created_at desc, t.id desc limit ${limit}`.execute(db);
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
  before?: After<string> | undefined;
  limit: number;
}

/** Refunds of everybody, newest first. */
export async function listRefunds(db: Database, filter: RefundFilter): Promise<ListedRefund[]> {
  const { id, q, status, topUpId, before, limit } = filter;
  const and: Conditions = [];
  if (id) and.push(sql`r.id = ${id}`);
  if (q) and.push(sql`(${holds(q, sql`u.email`)} or r.stripe_refund_id = ${q})`);
  if (status) and.push(sql`r.status = ${status}`);
  if (topUpId) and.push(sql`r.top_up_id = ${topUpId}`);
  if (before) and.push(sql`(r.created_at, r.id) < (${before.at}, ${before.id}::uuid)`);
  const { rows } = await sql<ListedRefund>`
    select r.id, r.top_up_id as "topUpId", r.user_id as "userId", u.email, r.amount_units as amount, r.status, r.origin,
           o.email as "requestedBy", r.reason, r.failure, r.created_at as "createdAt", r.settled_at as "settledAt", r.failed_at as "failedAt"
    from refunds r join users u on u.id = r.user_id left join users o on o.id = r.requested_by
    where ${all(and)}
    order by r.created_at desc, r.id desc limit ${limit}`.execute(db);
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
  q?: string | undefined;
  status?: 'open' | 'closed' | undefined;
  before?: After<string> | undefined;
  limit: number;
}

/** Disputes of everybody, newest first. */
export async function listDisputes(
  db: Database,
  { q, status, before, limit }: DisputeFilter,
): Promise<ListedDispute[]> {
  const and: Conditions = [];
  if (q) and.push(sql`(${holds(q, sql`u.email`)} or d.id = ${q})`);
  if (status) and.push(status === 'open' ? sql`d.closed_at is null` : sql`d.closed_at is not null`);
  if (before) and.push(sql`(d.opened_at, d.id) < (${before.at}, ${before.id})`);
  const { rows } = await sql<ListedDispute>`
    select d.id, d.top_up_id as "topUpId", d.user_id as "userId", u.email, d.amount_units as amount, d.status, d.reason,
           d.evidence_due_at as "evidenceDueAt", d.withheld_units as withheld, d.fee_units as fee,
           u.recharge_blocked_reason is not null as "rechargeBlocked", d.opened_at as "openedAt", d.closed_at as "closedAt"
    from disputes d join users u on u.id = d.user_id
    where ${all(and)}
    order by d.opened_at desc, d.id desc limit ${limit}`.execute(db);
  return rows;
}
