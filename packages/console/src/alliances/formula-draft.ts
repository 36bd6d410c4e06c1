import type { AllianceFormula } from '@marketplace/contract';
import { readDollars } from '../ui/dollar-field.tsx';
import type { Division } from './formula-words.ts';

/** A member that a formula can name. */
export interface Part {
  id: string;
  name: string;
}

/** A formula as it is being written. */
export interface FormulaDraft {
  kind: Division['kind'];
  /** Percent as typed, by member. */
  percents: Record<string, string>;
  fee: boolean;
  feeMember: string;
  feeMonthly: string;
}

/** Equal parts, the odd hundredths to the first. */
export function emptyDraft(members: readonly Part[]): FormulaDraft {
  const each = Math.floor(10_000 / Math.max(members.length, 1));
  const first = 10_000 - each * (members.length - 1);
  return {
    kind: 'fixed_weights',
    percents: Object.fromEntries(members.map(({ id }, at) => [id, String((at === 0 ? first : each) / 100)])),
    fee: false,
    feeMember: members[0]?.id ?? '',
    feeMonthly: '',
  };
}

/** Hundredths of a percent of what was typed; undefined when it is none. */
export function readPercent(typed: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  if (!match) return undefined;
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return hundredths <= 10_000 ? hundredths : undefined;
}

export const sumOfPercents = (draft: FormulaDraft, members: readonly Part[]): number | undefined =>
  members.reduce<number | undefined>((sum, { id }) => {
    const part = readPercent(draft.percents[id] ?? '');
    return sum === undefined || part === undefined ? undefined : sum + part;
  }, 0);

/** The formula, or what is still missing, in words. */
export function formulaOf(draft: FormulaDraft, members: readonly Part[]): AllianceFormula | string {
  const division = divisionOf(draft, members);
  if (typeof division === 'string' || !draft.fee) return division;
  const parsed = readDollars(draft.feeMonthly);
  if (!parsed.ok) return 'Enter the fee first.';
  return {
    kind: 'fixed_fee_first',
    fee: { memberId: draft.feeMember, monthly: { currency: 'USD', amount: parsed.amount } },
    remainder: division,
  };
}

function divisionOf({ kind, ...draft }: FormulaDraft, members: readonly Part[]): Division | string {
  if (kind !== 'fixed_weights') return { kind };
  const sum = sumOfPercents({ kind, ...draft }, members);
  if (sum === undefined) return 'Enter each part in percent, with at most two decimals.';
  if (sum !== 10_000) return `The parts make ${sum / 100} %; they must make 100 %.`;
  const weights = members.map(({ id }) => ({
    memberId: id,
    percent: (readPercent(draft.percents[id] ?? '') ?? 0) / 100,
  }));
  return { kind, weights };
}
