import type { AllianceAgreement, AllianceFormula, AllianceShare } from '@marketplace/contract';
import { formatMoney } from '../ui/money.ts';
import type { Status } from '../ui/status-badge.tsx';

export type Division = Exclude<AllianceFormula, { kind: 'fixed_fee_first' }>;
export type NameOf = (memberId: string) => string;

export const divisionWords: Record<Division['kind'], string> = {
  fixed_weights: 'Fixed parts',
  by_contribution: 'By contribution',
  by_performance: 'By performance',
};

export const divisionHelp: Record<Division['kind'], string> = {
  fixed_weights: 'Each member has a part of every hour, whichever node earned it.',
  by_contribution: 'By the compute and storage units of the nodes that each member gives, hour by hour.',
  by_performance: 'By the same units, each node’s times its uptime of the day.',
};

export const ruleWords: Record<AllianceShare['rule'], string> = { ...divisionWords, holder: 'Its provider alone' };

export const agreementStatus: Record<AllianceAgreement['state'], Status> = {
  proposed: { family: 'busy', shape: 'arc', word: 'Proposed' },
  scheduled: { family: 'off', shape: 'square', word: 'Agreed' },
  in_force: { family: 'ok', shape: 'disc', word: 'In force' },
  superseded: { family: 'off', shape: 'struck', word: 'Superseded' },
  rejected: { family: 'off', shape: 'struck', word: 'Rejected' },
  withdrawn: { family: 'off', shape: 'struck', word: 'Taken back' },
  lapsed: { family: 'off', shape: 'struck', word: 'Not agreed in time' },
};

/** How a formula divides, a line each, in the order in which it does. */
export function formulaLines(formula: AllianceFormula, nameOf: NameOf): string[] {
  if (formula.kind !== 'fixed_fee_first') return [divisionLine(formula, nameOf)];
  const { fee, remainder } = formula;
  return [
    `First ${formatMoney(fee.monthly)} a month to ${nameOf(fee.memberId)}, a part in each hour`,
    `The rest: ${lowerFirst(divisionLine(remainder, nameOf))}`,
  ];
}

function divisionLine(division: Division, nameOf: NameOf): string {
  if (division.kind !== 'fixed_weights') return divisionHelp[division.kind].replace(/\.$/, '');
  return [...division.weights]
    .sort((a, b) => b.percent - a.percent)
    .map(({ memberId, percent }) => `${nameOf(memberId)} ${percent} %`)
    .join(', ');
}

const lowerFirst = (text: string): string =>
  /^(By|Each)\b/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;

/** Such as `30 of 100 %`: the weight that a member had in an hour. */
export function weightWords({ rule, weight, weightOfAll }: AllianceShare): string {
  if (rule === 'holder') return '–';
  const unit = { fixed_weights: '%', by_contribution: 'units', by_performance: 'units by uptime' }[rule];
  return `${short(weight)} of ${short(weightOfAll)} ${unit}`;
}

/** Weights have up to seven decimals; two are enough to read. */
const short = (text: string): string =>
  new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(text as `${number}`);
