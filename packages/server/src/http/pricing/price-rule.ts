import type { PriceEntry as PriceEntryJson, PriceRule as PriceRuleJson } from '@marketplace/contract';
import { apps } from '@marketplace/core/catalog';
import { parseUnits } from '@marketplace/core/money';
import { checkPriceRule, type PriceEntry, type PriceRule } from '@marketplace/core/pricing';
import { usdJson } from '../money.ts';
import { HttpProblem } from '../problems.ts';

export const priceRuleJson = (rule: PriceRule): PriceRuleJson => ({
  general: entryJson(rule.general),
  apps: Object.fromEntries(Object.entries(rule.apps).map(([id, entry]) => [id, entryJson(entry)])),
  discountPassedOnPercent: rule.discountPassedOnPercent,
});

/** A rule that was sent; throws the problem that names every field at fault. */
export function readPriceRule(json: PriceRuleJson): PriceRule {
  const rule = {
    general: entryOf(json.general),
    apps: Object.fromEntries(Object.entries(json.apps).map(([id, entry]) => [id, entryOf(entry)])),
    discountPassedOnPercent: json.discountPassedOnPercent,
  };
  const appIds = apps.map(({ id }) => id);
  const errors = checkPriceRule(rule, appIds).map(({ path, message }) => ({ path: `rule.${path}`, message }));
  const [first] = errors;
  if (first) throw new HttpProblem('validation_failed', `${first.path} ${first.message}.`, { errors });
  return rule;
}

const entryJson = (entry: PriceEntry): PriceEntryJson => ({
  percent: entry.percent,
  fixedMonthly: usdJson(entry.fixedMonthlyUnits),
  minimumMonthly: usdJson(entry.minimumMonthlyUnits),
});

const entryOf = (json: PriceEntryJson): PriceEntry => ({
  percent: json.percent,
  fixedMonthlyUnits: unitsOf(json.fixedMonthly),
  minimumMonthlyUnits: unitsOf(json.minimumMonthly),
});

/** The contract has checked the text. */
const unitsOf = ({ amount }: { amount: string }): bigint => parseUnits(amount) ?? 0n;
