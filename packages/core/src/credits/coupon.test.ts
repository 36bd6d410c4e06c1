import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { acceptCode, type Coupon, couponObjection, normalCode } from './coupon.ts';

const coupon: Coupon = { active: true, expiresAtMs: 100, totalLimit: 2, perUserLimit: 1, redeemed: 0 };
const refusal = (of: Partial<Coupon> | undefined, facts: { nowMs?: number; ownRedemptions?: number } = {}) =>
  couponObjection(of && { ...coupon, ...of }, { nowMs: 0, ownRedemptions: 0, ...facts })?.code;

describe('a code', () => {
  it.each(['summer-2026', 'SUMMER2026', ' summer 2026 '])('%s is the same to whoever types it', (typed) =>
    expect(normalCode(typed)).toBe('SUMMER2026'),
  );

  it.each(['short-1', 'A-B-C-D-E-F-G', 'naïve-code', 'x'.repeat(41), ''])('%s is refused with its field', (typed) => {
    const outcome = acceptCode(typed);
    expect(isRefusal(outcome) && outcome.details).toMatchObject({ errors: [{ path: 'code' }] });
  });
});

describe('a coupon', () => {
  it('may be redeemed within its limits', () => expect(refusal({})).toBeUndefined());
  it('is unknown when it does not exist or was taken back', () => {
    expect(refusal(undefined)).toBe('coupon_unknown');
    expect(refusal({ active: false })).toBe('coupon_unknown');
  });
  it('ends at its moment, not before', () => {
    expect(refusal({}, { nowMs: 99 })).toBeUndefined();
    expect(refusal({}, { nowMs: 100 })).toBe('coupon_expired');
  });
  it('says to its user that they used it, before it says that it is used up', () => {
    expect(refusal({ redeemed: 2 }, { ownRedemptions: 1 })).toBe('coupon_limit_reached');
    expect(refusal({ redeemed: 2 })).toBe('coupon_used_up');
  });
});
