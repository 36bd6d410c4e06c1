import type { Coupon } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

/** A random code in groups, `7QKD-M2XR-9VBT`: easier to read out and to type; hyphens do not matter. */
export const readableCode = (code: string): string =>
  /^[2-9A-HJ-NP-Z]{12}$/.test(code) ? (code.match(/.{4}/g)?.join('-') ?? code) : code;

/** Whether somebody can still redeem it. */
export function couponStatus(coupon: Coupon, nowMs: number): Status {
  if (coupon.deactivatedAt) return { family: 'off', shape: 'struck', word: 'Taken back' };
  if (coupon.expiresAt && Date.parse(coupon.expiresAt) <= nowMs)
    return { family: 'off', shape: 'struck', word: 'Expired' };
  if (coupon.totalLimit !== null && coupon.redeemed >= coupon.totalLimit)
    return { family: 'off', shape: 'ring', word: 'Used up' };
  return { family: 'ok', shape: 'disc', word: 'Active' };
}

/** "3 of 100", or "3" without a limit. */
export const usedWords = ({ redeemed, totalLimit }: Coupon): string =>
  totalLimit === null ? String(redeemed) : `${redeemed} of ${totalLimit}`;
