import { formatUnits, parseUnits } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';
import type { RechargeSetting } from './auto-recharge.ts';
import { type TopUpLimits, UNITS_PER_CENT } from './top-up.ts';

/** Amounts as they were given, decimal text. */
export interface AskedRecharge {
  enabled: boolean;
  threshold: string;
  amount: string;
  monthlyCap: string;
}

/** Beyond this nobody means a limit. */
const MOST_UNITS = 10_000_000n * 10_000_000n;

type FieldError = { path: string; message: string };

/** Accepts whole cents that fit together; the refusal names every field and what would be right. */
export function acceptRecharge(
  asked: AskedRecharge,
  limits: TopUpLimits,
): RechargeSetting | Refusal<'validation_failed'> {
  const thresholdUnits = wholeCents(asked.threshold);
  const amountUnits = wholeCents(asked.amount);
  const monthlyCapUnits = wholeCents(asked.monthlyCap);
  const errors: FieldError[] = [];
  if (thresholdUnits === undefined || thresholdUnits > limits.maximumUnits)
    errors.push(wrong('threshold', `must be whole cents from 0.00 to ${short(limits.maximumUnits)} USD`));
  if (amountUnits === undefined || amountUnits < limits.minimumUnits || amountUnits > limits.maximumUnits)
    errors.push(
      wrong('amount', `must be whole cents from ${short(limits.minimumUnits)} to ${short(limits.maximumUnits)} USD`),
    );
  if (monthlyCapUnits === undefined || monthlyCapUnits > MOST_UNITS)
    errors.push(wrong('monthlyCap', `must be whole cents up to ${short(MOST_UNITS)} USD`));
  else if (amountUnits !== undefined && monthlyCapUnits < amountUnits)
    errors.push(wrong('monthlyCap', 'must be at least the amount that is added each time'));
  if (thresholdUnits === undefined || amountUnits === undefined || monthlyCapUnits === undefined || errors.length > 0) {
    return refuse('validation_failed', `The ${errors.map(({ path, message }) => `${path} ${message}`).join('; ')}.`, {
      errors: errors.map(({ path, message }) => ({ path: `${path}.amount`, message })),
    });
  }
  return { enabled: asked.enabled, thresholdUnits, amountUnits, monthlyCapUnits };
}

function wholeCents(text: string): bigint | undefined {
  const units = parseUnits(text);
  return units !== undefined && units >= 0n && units % UNITS_PER_CENT === 0n ? units : undefined;
}

const wrong = (path: string, message: string): FieldError => ({ path, message });
const short = (units: bigint) => formatUnits(units).slice(0, -5);
