import { formatUnits } from '../money/index.ts';
import type { PriceEntry, PriceRule } from './price-rule.ts';

/** One figure that differs between two rules; percentages and dollars as decimal text, null where there is none. */
export interface RuleChange {
  /** `general`, an app id, or `discount`. */
  readonly subject: string;
  readonly field: 'percent' | 'fixedMonthly' | 'minimumMonthly' | 'passedOnPercent';
  readonly from: string | null;
  readonly to: string | null;
}

/** What a rule changes in the one before it; the general entry first, then apps by id, then the discount. */
export function ruleChanges(before: PriceRule, after: PriceRule): RuleChange[] {
  const apps = [...new Set([...Object.keys(before.apps), ...Object.keys(after.apps)])].sort();
  const passedOn = (rule: PriceRule) => String(rule.discountPassedOnPercent);
  return [
    ...entryChanges('general', before.general, after.general),
    ...apps.flatMap((id) => entryChanges(id, before.apps[id], after.apps[id])),
    ...(passedOn(before) === passedOn(after)
      ? []
      : [{ subject: 'discount', field: 'passedOnPercent', from: passedOn(before), to: passedOn(after) } as const]),
  ];
}

function entryChanges(subject: string, before: PriceEntry | undefined, after: PriceEntry | undefined): RuleChange[] {
  const texts = (entry: PriceEntry | undefined) => ({
    percent: entry ? String(entry.percent) : null,
    fixedMonthly: entry ? formatUnits(entry.fixedMonthlyUnits) : null,
    minimumMonthly: entry ? formatUnits(entry.minimumMonthlyUnits) : null,
  });
  const [was, is] = [texts(before), texts(after)];
  return (['percent', 'fixedMonthly', 'minimumMonthly'] as const)
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ subject, field, from: was[field], to: is[field] }));
}
