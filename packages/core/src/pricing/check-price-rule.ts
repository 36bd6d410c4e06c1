import type { FieldIssue } from '../refusal/index.ts';
import type { PriceEntry, PriceRule } from './price-rule.ts';

const MAX_PERCENT = 1000;

/** What is wrong with a rule; nothing when it may be published. */
export function checkPriceRule(rule: PriceRule, appIds: readonly string[]): FieldIssue[] {
  const unknown = Object.keys(rule.apps)
    .filter((id) => !appIds.includes(id))
    .map((id): FieldIssue => ({ path: `apps.${id}`, message: `is no app; there are: ${appIds.join(', ')}` }));
  return [
    ...checkEntry('general', rule.general),
    ...unknown,
    ...Object.entries(rule.apps).flatMap(([id, entry]) => checkEntry(`apps.${id}`, entry)),
    ...checkPercent('discountPassedOnPercent', rule.discountPassedOnPercent, 100),
  ];
}

function checkEntry(path: string, entry: PriceEntry): FieldIssue[] {
  return [
    ...checkPercent(`${path}.percent`, entry.percent, MAX_PERCENT),
    ...checkUnits(`${path}.fixedMonthly`, entry.fixedMonthlyUnits),
    ...checkUnits(`${path}.minimumMonthly`, entry.minimumMonthlyUnits),
  ];
}

/** At most 4 decimals: more could not be stored, nor said. */
function checkPercent(path: string, percent: number, most: number): FieldIssue[] {
  const exact = Number(percent.toFixed(4)) === percent;
  if (exact && percent >= 0 && percent <= most) return [];
  return [{ path, message: `must be a percentage from 0 to ${most} with at most 4 decimals` }];
}

const checkUnits = (path: string, units: bigint): FieldIssue[] =>
  units >= 0n ? [] : [{ path, message: 'must not be negative' }];
