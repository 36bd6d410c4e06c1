import { formatUnits, parseUnits, UNITS_PER_WHOLE } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';

export type TopUpStatus = 'requires_payment' | 'requires_action' | 'processing' | 'succeeded' | 'failed' | 'cancelled';

export interface TopUpLimits {
  minimumUnits: bigint;
  maximumUnits: bigint;
}

/** 1 cent in units of 1e-7 USD. */
export const UNITS_PER_CENT = UNITS_PER_WHOLE / 100n;

/** Accepts whole cents within the limits; the refusal names the field and what would be right. */
export function acceptTopUpAmount(text: string, limits: TopUpLimits): bigint | Refusal<'validation_failed'> {
  const range = `from ${short(limits.minimumUnits)} to ${short(limits.maximumUnits)} USD`;
  const units = parseUnits(text);
  if (units === undefined) return wrong(`must be a decimal number ${range}, such as "25.00"`);
  if (units % UNITS_PER_CENT !== 0n) return wrong('must be whole cents: a card cannot be charged a fraction of one');
  if (units < limits.minimumUnits || units > limits.maximumUnits) return wrong(`must be ${range}`);
  return units;
}

const short = (units: bigint) => formatUnits(units).slice(0, -5);

const wrong = (message: string) =>
  refuse('validation_failed', `The amount ${message}.`, { errors: [{ path: 'amount.amount', message }] });

/** Whether news of a payment may change a top-up: a settled one is final, a cancelled one can only be paid, all else follows. */
export const mayBecome = (from: TopUpStatus, to: TopUpStatus): boolean =>
  from !== 'succeeded' && from !== to && (from !== 'cancelled' || to === 'succeeded');

/** What the processor says was paid. */
export interface PaymentFacts {
  amountCents: bigint;
  currency: string;
  customerId: string | undefined;
}

/** What is wrong with a payment that claims to settle a top-up; undefined when nothing is. */
export function settlementObjection(
  topUp: { amountUnits: bigint; customerId: string | undefined },
  paid: PaymentFacts,
): string | undefined {
  if (paid.currency !== 'usd') return `paid in ${paid.currency}, asked in usd`;
  if (paid.amountCents * UNITS_PER_CENT !== topUp.amountUnits) {
    return `paid ${formatUnits(paid.amountCents * UNITS_PER_CENT)}, asked ${formatUnits(topUp.amountUnits)}`;
  }
  if (paid.customerId !== topUp.customerId)
    return `paid by customer ${paid.customerId ?? 'unknown'}, asked of ${topUp.customerId ?? 'nobody'}`;
  return undefined;
}
