import { type CouponRefusal, couponObjection, WRONG_CODES } from '@marketplace/core/credits';
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { NewId } from '../ids.ts';
import { grantCredit } from './credits.ts';
import type { After } from './operator-payments.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type CouponRow = Selectable<Schema['coupons']>;

const DAY_MS = 86_400_000;

/** False when the code exists already. */
export async function insertCoupon(tx: Tx, row: Insertable<Schema['coupons']>): Promise<boolean> {
  const made = await tx
    .insertInto('coupons')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export const findCoupon = (db: Database | Tx, id: string): Promise<CouponRow | undefined> =>
  db.selectFrom('coupons').selectAll().where('id', '=', id).executeTakeFirst();

/** Takes a code back: from now on nobody can redeem it. False when that was done before. */
export async function deactivateCoupon(tx: Tx, id: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('coupons')
    .set({ deactivated_at: now })
    .where('id', '=', id)
    .where('deactivated_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface CouponFilter {
  q?: string | undefined;
  before?: After<string> | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listCoupons(db: Database, { q, before, limit }: CouponFilter): Promise<CouponRow[]> {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (q) and.push(sql`(position(upper(${q}) in code) > 0 or position(lower(${q}) in lower(note)) > 0)`);
  if (before) and.push(sql`(created_at, id) < (${before.at}, ${before.id}::uuid)`);
  const { rows } = await sql<CouponRow>`
    select * from coupons where ${sql.join(and, sql` and `)} order by created_at desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export interface Redemption {
  creditId: string;
  userId: string;
  email: string;
  redeemedAt: Date;
}

/** Who redeemed a coupon, newest first. */
export async function listRedemptions(
  db: Database,
  couponId: string,
  { before, limit }: { before?: After<string> | undefined; limit: number },
): Promise<Redemption[]> {
  const { rows } = await sql<Redemption>`
    select r.credit_id as "creditId", r.user_id as "userId", u.email, r.redeemed_at as "redeemedAt"
    from coupon_redemptions r join users u on u.id = r.user_id
    where r.coupon_id = ${couponId}
      ${before ? sql`and (r.redeemed_at, r.credit_id) < (${before.at}, ${before.id}::uuid)` : sql``}
    order by r.redeemed_at desc, r.credit_id desc limit ${limit}`.execute(db);
  return rows;
}

/** One redemption of a person at a time, so that their wrong codes are counted exactly. */
export const lockRedeemer = async (tx: Tx, userId: string): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(hashtextextended(${`redeem:${userId}`}, 0))`.execute(tx));

/** When a person may try again after too many wrong codes; undefined when they may now. */
export async function mayTryAgainAt(tx: Tx, userId: string, now: Date): Promise<Date | undefined> {
  const since = new Date(now.getTime() - WRONG_CODES.withinMs);
  await tx.deleteFrom('coupon_misses').where('user_id', '=', userId).where('at', '<=', since).execute();
  const misses = await tx
    .selectFrom('coupon_misses')
    .select('at')
    .where('user_id', '=', userId)
    .orderBy('at', 'desc')
    .limit(WRONG_CODES.most)
    .execute();
  const oldest = misses[WRONG_CODES.most - 1];
  return oldest && new Date(oldest.at.getTime() + WRONG_CODES.withinMs);
}

export const noteMiss = async (tx: Tx, userId: string, now: Date): Promise<void> =>
  void (await tx.insertInto('coupon_misses').values({ user_id: userId, at: now }).execute());

/**
 * Gives the credit of a code and counts its use, both or neither. The coupon's row is locked, so that its limits hold
 * however many come at once. Answers the credit's id.
 */
export async function redeemCoupon(
  tx: Tx,
  { code, userId, now, newId }: { code: string; userId: string; now: Date; newId: NewId },
): Promise<string | CouponRefusal> {
  const coupon = await tx.selectFrom('coupons').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
  const ownRedemptions = coupon ? await countRedemptions(tx, coupon.id, userId) : 0;
  const objection = couponObjection(
    coupon && {
      active: coupon.deactivated_at === null,
      expiresAtMs: coupon.expires_at?.getTime(),
      totalLimit: coupon.total_limit ?? undefined,
      perUserLimit: coupon.per_user_limit,
      redeemed: coupon.redeemed,
    },
    { nowMs: now.getTime(), ownRedemptions },
  );
  if (objection) return objection;
  if (!coupon) throw new Error('a coupon without objection exists');
  const creditId = newId(now);
  await grantCredit(tx, {
    id: creditId,
    userId,
    amountUnits: coupon.amount_units,
    origin: 'coupon',
    couponId: coupon.id,
    reason: `coupon ${coupon.code}`,
    description: `Credit by coupon ${coupon.code}`,
    expiresAt: coupon.credit_days === null ? undefined : new Date(now.getTime() + coupon.credit_days * DAY_MS),
    now,
  });
  await tx
    .insertInto('coupon_redemptions')
    .values({ coupon_id: coupon.id, user_id: userId, nth: ownRedemptions + 1, credit_id: creditId, redeemed_at: now })
    .execute();
  await tx
    .updateTable('coupons')
    .set((is) => ({ redeemed: is('redeemed', '+', 1) }))
    .where('id', '=', coupon.id)
    .execute();
  return creditId;
}

async function countRedemptions(tx: Tx, couponId: string, userId: string): Promise<number> {
  const row = await tx
    .selectFrom('coupon_redemptions')
    .select((of) => of.fn.max('nth').as('most'))
    .where('coupon_id', '=', couponId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.most ?? 0;
}
