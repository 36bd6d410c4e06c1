import type { PriceEntry, PriceRule } from '@marketplace/contract';
import { readDollars, typedDollars } from '../ui/dollars.ts';

/** One entry as it is typed. */
export interface TypedEntry {
  percent: string;
  fixedMonthly: string;
  minimumMonthly: string;
}
export type EntryField = keyof TypedEntry;

/** A rule that is being edited; apps without an entry of their own have none here. */
export interface PriceDraft {
  general: TypedEntry;
  apps: Record<string, TypedEntry>;
  passedOn: string;
}

export const draftOf = (rule: PriceRule): PriceDraft => ({
  general: typedOf(rule.general),
  apps: Object.fromEntries(Object.entries(rule.apps).map(([id, entry]) => [id, typedOf(entry)])),
  passedOn: String(rule.discountPassedOnPercent),
});

const typedOf = (entry: PriceEntry): TypedEntry => ({
  percent: String(entry.percent),
  fixedMonthly: typedDollars(entry.fixedMonthly.amount),
  minimumMonthly: typedDollars(entry.minimumMonthly.amount),
});

/** What is wrong with a field, in words; the limits are the contract's. */
export function fieldProblem(field: EntryField | 'passedOn', typed: string): string | undefined {
  if (field === 'percent') return readPercent(typed, 1000) === undefined ? 'Enter 0 to 1000.' : undefined;
  if (field === 'passedOn') return readPercent(typed, 100) === undefined ? 'Enter 0 to 100.' : undefined;
  return readDollars(typed, 7) === undefined ? 'Enter dollars.' : undefined;
}

/** The rule that the draft means; undefined while a field is wrong. */
export function ruleOf(draft: PriceDraft): PriceRule | undefined {
  const general = entryOf(draft.general);
  const apps = Object.entries(draft.apps).map(([id, typed]) => [id, entryOf(typed)] as const);
  const passedOn = readPercent(draft.passedOn, 100);
  if (!general || passedOn === undefined || apps.some(([, entry]) => !entry)) return undefined;
  return {
    general,
    apps: Object.fromEntries(apps) as Record<string, PriceEntry>,
    discountPassedOnPercent: passedOn,
  };
}

function entryOf({ percent, fixedMonthly, minimumMonthly }: TypedEntry): PriceEntry | undefined {
  const read = {
    percent: readPercent(percent, 1000),
    fixed: readDollars(fixedMonthly, 7),
    least: readDollars(minimumMonthly, 7),
  };
  if (read.percent === undefined || read.fixed === undefined || read.least === undefined) return undefined;
  const usd = (amount: string) => ({ currency: 'USD' as const, amount });
  return { percent: read.percent, fixedMonthly: usd(read.fixed), minimumMonthly: usd(read.least) };
}

/** At most 4 decimals, comma or point. */
function readPercent(typed: string, most: number): number | undefined {
  const text = typed.trim().replace(',', '.');
  if (!/^\d{1,4}(\.\d{1,4})?$/.test(text)) return undefined;
  return Number(text) <= most ? Number(text) : undefined;
}
