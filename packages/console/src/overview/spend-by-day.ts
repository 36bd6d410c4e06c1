import { dollars, type MoneyValue, toUnits } from '../ui/money.ts';

export interface DaySpend {
  /** 2026-11-22, UTC */
  day: string;
  charged: MoneyValue;
}

/** Sums of charges per UTC day, oldest first, days without a charge included. */
export function spendByDay(
  lines: readonly { occurredAt: string; amount: MoneyValue }[],
  today: string,
  days: number,
): DaySpend[] {
  const sums = new Map<string, bigint>();
  for (const { occurredAt, amount } of lines) {
    const day = occurredAt.slice(0, 10);
    sums.set(day, (sums.get(day) ?? 0n) - toUnits(amount.amount));
  }
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(Date.parse(today) - (days - 1 - at) * 86_400_000).toISOString().slice(0, 10);
    return { day, charged: dollars(sums.get(day) ?? 0n) };
  });
}
