import { parseUnits, UNITS_PER_WHOLE } from '@marketplace/core/money';
import { UNITS_PER_CENT } from '@marketplace/core/payments';
import { fieldProblem } from '../problems.ts';

/** More than this at once is a slip of the hand. */
const MOST = 10_000n * UNITS_PER_WHOLE;

/** Whole cents above zero; promotional money has no minimum. */
export function creditUnits(amount: { amount: string }): bigint {
  const units = parseUnits(amount.amount);
  if (units !== undefined && units > 0n && units <= MOST && units % UNITS_PER_CENT === 0n) return units;
  throw fieldProblem('amount.amount', 'must be whole cents from 0.01 to 10000.00');
}

/** A moment to come; undefined without one. */
export function futureTime(text: string | undefined, path: string, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (at <= now) throw fieldProblem(path, 'must lie in the future');
  return at;
}
