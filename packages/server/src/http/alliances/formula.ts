import type { AllianceFormula } from '@marketplace/contract';
import type { Division, Formula } from '@marketplace/core/alliances';
import { formatUnits, parseUnits } from '@marketplace/core/money';
import type { NamedMember } from '../../postgres/alliance-agreements.ts';

type DivisionJson = Exclude<AllianceFormula, { kind: 'fixed_fee_first' }>;

/** A formula as it came, with the people behind the memberships; an unknown one stands for itself and is refused later. */
export function formulaFrom(formula: AllianceFormula, members: readonly NamedMember[]): Formula {
  const personOf = (memberId: string) => members.find((member) => member.memberId === memberId)?.userId ?? memberId;
  const divisionFrom = (division: DivisionJson): Division =>
    division.kind === 'fixed_weights'
      ? {
          kind: 'fixed_weights',
          weights: division.weights.map(({ memberId, percent }) => ({
            userId: personOf(memberId),
            weight: Math.round(percent * 100),
          })),
        }
      : division;
  if (formula.kind !== 'fixed_fee_first') return divisionFrom(formula);
  const { fee, remainder } = formula;
  return {
    kind: 'fixed_fee_first',
    fee: { userId: personOf(fee.memberId), monthlyUnits: parseUnits(fee.monthly.amount) ?? 0n },
    remainder: divisionFrom(remainder),
  };
}

export function formulaJson(formula: Formula, members: readonly NamedMember[]): AllianceFormula {
  const memberOf = (userId: string) => members.find((member) => member.userId === userId)?.memberId ?? userId;
  const divisionJson = (division: Division): DivisionJson =>
    division.kind === 'fixed_weights'
      ? {
          kind: 'fixed_weights',
          weights: division.weights.map(({ userId, weight }) => ({
            memberId: memberOf(userId),
            percent: weight / 100,
          })),
        }
      : division;
  if (formula.kind !== 'fixed_fee_first') return divisionJson(formula);
  const { fee, remainder } = formula;
  return {
    kind: 'fixed_fee_first',
    fee: { memberId: memberOf(fee.userId), monthly: { currency: 'USD', amount: formatUnits(fee.monthlyUnits) } },
    remainder: divisionJson(remainder),
  };
}
