import type { MoneyValue } from '../ui/money.ts';

export interface UsagePart {
  label: string;
  hourly: MoneyValue;
}

export interface UsageExplanation {
  seconds: number;
  hourly: MoneyValue;
  hour: string | undefined;
  /** Seconds of them in which it was suspended, at their own price. */
  kept: { seconds: number; hourly: MoneyValue } | undefined;
  parts: UsagePart[];
}

/** Reads what a usage line says about itself; undefined when it says nothing that can be shown. */
export function readUsage(details: Record<string, unknown> | undefined): UsageExplanation | undefined {
  if (!details || typeof details.seconds !== 'number') return undefined;
  const hourly = readMoney(details.hourly);
  if (!hourly) return undefined;
  const parts = Array.isArray(details.parts) ? details.parts.flatMap(readPart) : [];
  const keptHourly = readMoney(details.keptHourly);
  const kept =
    typeof details.keptSeconds === 'number' && keptHourly
      ? { seconds: details.keptSeconds, hourly: keptHourly }
      : undefined;
  const hour = typeof details.hour === 'string' ? details.hour : undefined;
  return { seconds: details.seconds, hourly, hour, kept, parts };
}

function readPart(part: unknown): UsagePart[] {
  const { label, code, hourly } = (part ?? {}) as Record<string, unknown>;
  const money = readMoney(hourly);
  const name = typeof label === 'string' ? label : code;
  return money && typeof name === 'string' ? [{ label: name, hourly: money }] : [];
}

function readMoney(value: unknown): MoneyValue | undefined {
  if (typeof value === 'string' && isAmount(value)) return { currency: 'USD', amount: value };
  const { currency, amount } = (value ?? {}) as Record<string, unknown>;
  return typeof currency === 'string' && typeof amount === 'string' && isAmount(amount)
    ? { currency, amount }
    : undefined;
}

const isAmount = (text: string): boolean => /^-?\d+(\.\d{1,7})?$/.test(text);
