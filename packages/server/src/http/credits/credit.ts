import type { Coupon, Credit } from '@marketplace/contract';
import type { CouponRow } from '../../postgres/coupons.ts';
import type { CreditRow } from '../../postgres/credits.ts';
import { usdJson } from '../money.ts';

/** `leftUnits`: as counted now, which the row itself does not know. */
export const creditJson = (row: CreditRow, leftUnits: bigint): Credit => ({
  ...endedCreditJson(row),
  left: usdJson(leftUnits),
});

export const endedCreditJson = (row: CreditRow): Omit<Credit, 'left'> => ({
  id: row.id,
  amount: usdJson(row.amount_units),
  expired: usdJson(row.expired_units),
  origin: row.origin,
  reason: row.reason,
  grantedAt: row.granted_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
});

export const couponJson = (row: CouponRow): Coupon => ({
  id: row.id,
  code: row.code,
  amount: usdJson(row.amount_units),
  note: row.note,
  expiresAt: row.expires_at?.toISOString() ?? null,
  creditDays: row.credit_days,
  perUserLimit: row.per_user_limit,
  totalLimit: row.total_limit,
  redeemed: row.redeemed,
  createdAt: row.created_at.toISOString(),
  deactivatedAt: row.deactivated_at?.toISOString() ?? null,
});
