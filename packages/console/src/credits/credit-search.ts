import { readText } from '../ui/search.ts';

export interface CouponSearch {
  /** The coupon whose panel is open. */
  coupon?: string;
  q?: string;
  open?: 'new';
}

export function readCouponSearch(search: Record<string, unknown>): CouponSearch {
  const coupon = readText(search.coupon, 50);
  const q = readText(search.q, 100);
  return {
    ...(q ? { q } : {}),
    ...(coupon ? { coupon } : {}),
    ...(search.open === 'new' ? { open: 'new' as const } : {}),
  };
}

export interface CreditSearch {
  /** Only credits of this user. */
  userId?: string;
  q?: string;
  open?: 'give';
}

export function readCreditSearch(search: Record<string, unknown>): CreditSearch {
  const userId = readText(search.userId, 50);
  const q = readText(search.q, 100);
  return {
    ...(q ? { q } : {}),
    ...(userId ? { userId } : {}),
    ...(search.open === 'give' ? { open: 'give' as const } : {}),
  };
}
