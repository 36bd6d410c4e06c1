import type { FieldIssue } from '../refusal/index.ts';
import { type Division, type Formula, type MonthlyFee, WHOLE_WEIGHT } from './formula.ts';

/** More than any alliance earns; keeps every product within what the database counts exactly. */
const MOST_MONTHLY_UNITS = 10n ** 13n;

/** What is wrong with a formula for these members; nothing when they can be asked to consent. */
export function checkFormula(formula: Formula, memberIds: readonly string[]): FieldIssue[] {
  if (formula.kind !== 'fixed_fee_first') return checkDivision('formula', formula, memberIds);
  return [
    ...checkFee('formula.fee', formula.fee, memberIds),
    ...checkDivision('formula.remainder', formula.remainder, memberIds),
  ];
}

function checkFee(path: string, { userId, monthlyUnits }: MonthlyFee, memberIds: readonly string[]): FieldIssue[] {
  const inRange = monthlyUnits > 0n && monthlyUnits <= MOST_MONTHLY_UNITS;
  return [
    ...(memberIds.includes(userId) ? [] : [{ path: `${path}.memberId`, message: 'must be a member of the alliance' }]),
    ...(inRange ? [] : [{ path: `${path}.monthly`, message: 'must be more than 0 and at most 1,000,000.00' }]),
  ];
}

function checkDivision(path: string, division: Division, memberIds: readonly string[]): FieldIssue[] {
  if (division.kind !== 'fixed_weights') return [];
  const { weights } = division;
  const ids = weights.map(({ userId }) => userId);
  const each = weights.flatMap(({ userId, weight }, index): FieldIssue[] => [
    ...(memberIds.includes(userId)
      ? []
      : [{ path: `${path}.weights.${index}.memberId`, message: 'must be a member of the alliance' }]),
    ...(ids.indexOf(userId) === index
      ? []
      : [{ path: `${path}.weights.${index}.memberId`, message: 'must be named once' }]),
    ...(Number.isSafeInteger(weight) && weight >= 0 && weight <= WHOLE_WEIGHT
      ? []
      : [{ path: `${path}.weights.${index}.percent`, message: 'must be from 0 to 100 with at most 2 decimals' }]),
  ]);
  const missing = memberIds.filter((id) => !ids.includes(id)).length;
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  return [
    ...each,
    ...(missing === 0 ? [] : [{ path: `${path}.weights`, message: 'must name every member; nothing is 0' }]),
    ...(sum === WHOLE_WEIGHT ? [] : [{ path: `${path}.weights`, message: 'must sum to 100' }]),
  ];
}
