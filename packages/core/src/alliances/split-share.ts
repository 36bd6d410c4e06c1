import { largestRemainder, minOf } from '../money/index.ts';
import { type Division, divisionOf, type Formula, feeOf } from './formula.ts';

/** What one member brought in one hour. */
export interface MemberFacts {
  readonly userId: string;
  /** Resource units of the nodes given by the member. */
  readonly contribution: bigint;
  /** The same, each node's times its uptime weight. */
  readonly performance: bigint;
}

/** The hour that a share was earned in. */
export interface HourFacts {
  /** Whose node earned the share: has all of it when no formula or nobody's weight says otherwise. */
  readonly holderId: string;
  /** Everybody who was a member in that hour, the holder too. */
  readonly members: readonly MemberFacts[];
  /** What of the hour's fee is not yet taken from shares before this one. */
  readonly feeUnits: bigint;
}

/**
 * Divides one provider share to the unit: the fee first, then the rest by largest remainder, ties to the smaller id.
 * Whoever is no member in that hour has no part; the weights of those who are keep their proportion.
 */
export function splitShare(units: bigint, formula: Formula | undefined, hour: HourFacts): Map<string, bigint> {
  if (units < 0n) throw new Error('a share is never negative');
  const shares = new Map<string, bigint>();
  const give = (userId: string, part: bigint) => {
    if (part > 0n) shares.set(userId, (shares.get(userId) ?? 0n) + part);
  };
  const fee = formula && feeOf(formula);
  const owed = fee && hour.members.some(({ userId }) => userId === fee.userId) ? minOf(hour.feeUnits, units) : 0n;
  if (fee) give(fee.userId, owed);
  const members = [...hour.members].sort((a, b) => (a.userId < b.userId ? -1 : 1));
  const weights = members.map((member) => (formula ? weightOf(divisionOf(formula), member) : 0n));
  const remainder = units - owed;
  if (weights.every((weight) => weight === 0n)) give(hour.holderId, remainder);
  else
    for (const [index, part] of largestRemainder(remainder, weights).entries())
      give(members[index]?.userId ?? '', part);
  return shares;
}

function weightOf(division: Division, member: MemberFacts): bigint {
  switch (division.kind) {
    case 'fixed_weights':
      return BigInt(division.weights.find(({ userId }) => userId === member.userId)?.weight ?? 0);
    case 'by_contribution':
      return member.contribution;
    case 'by_performance':
      return member.performance;
  }
}
