import { type Refusal, refuse } from '../refusal/index.ts';

/** Shortest code that an operator may choose; a generated one has 12 characters from 32. */
export const CODE_LENGTH = { shortest: 8, generated: 12, longest: 40 } as const;

/** Letters and digits that are not mistaken for each other. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** As it is compared: neither case nor blanks nor hyphens matter to whoever types it. */
export const normalCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]+/g, '');

/** A code of the operator's choice, normal; refuses one that is short enough to be guessed. */
export function acceptCode(typed: string): string | Refusal<'validation_failed'> {
  const code = normalCode(typed);
  const { shortest, longest } = CODE_LENGTH;
  if (/^[A-Z0-9]+$/.test(code) && code.length >= shortest && code.length <= longest) return code;
  const message = `must be ${shortest} to ${longest} letters and digits; hyphens do not count`;
  return refuse('validation_failed', `The code ${message}.`, { errors: [{ path: 'code', message }] });
}

export interface Coupon {
  active: boolean;
  expiresAtMs: number | undefined;
  /** Uses by everybody; undefined without a limit. */
  totalLimit: number | undefined;
  perUserLimit: number;
  redeemed: number;
}

export type CouponRefusal = Refusal<'coupon_unknown' | 'coupon_expired' | 'coupon_used_up' | 'coupon_limit_reached'>;

/** Why a person may not redeem it now; undefined when they may. A code that was taken back is unknown to everybody. */
export function couponObjection(
  coupon: Coupon | undefined,
  { nowMs, ownRedemptions }: { nowMs: number; ownRedemptions: number },
): CouponRefusal | undefined {
  if (!coupon?.active) return no('coupon_unknown', 'There is no such code.', 'is not a code of this marketplace');
  if (coupon.expiresAtMs !== undefined && coupon.expiresAtMs <= nowMs)
    return no('coupon_expired', 'This code has expired.', 'has expired');
  if (ownRedemptions >= coupon.perUserLimit) {
    return coupon.perUserLimit === 1
      ? no('coupon_limit_reached', 'You have used this code before.', 'was used by you before')
      : no('coupon_limit_reached', `You have used this code ${ownRedemptions} times.`, 'was used by you often enough');
  }
  if (coupon.totalLimit !== undefined && coupon.redeemed >= coupon.totalLimit)
    return no('coupon_used_up', 'This code was used as often as it may be.', 'is used up');
  return undefined;
}

const no = <const Code extends string>(code: Code, sentence: string, message: string) =>
  refuse(code, sentence, { errors: [{ path: 'code', message }] });

/** Wrong codes in an hour, after which a person has to wait: codes are not for guessing. */
export const WRONG_CODES = { most: 10, withinMs: 3_600_000 } as const;
