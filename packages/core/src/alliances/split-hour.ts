import { maxOf } from '../money/index.ts';
import { feeOfHour } from './fee-of-hour.ts';
import { type Formula, feeOf } from './formula.ts';
import { type MemberFacts, splitShare } from './split-share.ts';

/** The provider share that one node of the alliance earned in one hour. */
export interface Pool {
  readonly nodeId: number;
  readonly farmId: number;
  readonly holderId: string;
  readonly units: bigint;
}

export interface AllianceHour {
  readonly pools: readonly Pool[];
  readonly members: readonly MemberFacts[];
  /** Which hour of its UTC month it is, from 0, and how many the month has. */
  readonly ofMonth: { readonly index: number; readonly hours: number };
}

export interface MemberShare {
  readonly nodeId: number;
  readonly farmId: number;
  readonly userId: string;
  readonly units: bigint;
}

/**
 * Divides what all nodes of an alliance earned in one hour; the reference of what the server does in SQL. The hour's fee is
 * taken from the nodes in the order of their numbers. What an hour does not earn of its fee is not made up later.
 */
export function splitHour({ pools, members, ofMonth }: AllianceHour, formula: Formula | undefined): MemberShare[] {
  const fee = formula && feeOf(formula);
  let feeUnits = fee && members.some(({ userId }) => userId === fee.userId) ? feeOfHour(fee.monthlyUnits, ofMonth) : 0n;
  return inOrder(pools).flatMap(({ nodeId, farmId, holderId, units }) => {
    const shares = splitShare(units, formula, { holderId, members, feeUnits });
    feeUnits = maxOf(feeUnits - units, 0n);
    return [...shares].map(([userId, part]) => ({ nodeId, farmId, userId, units: part }));
  });
}

const inOrder = (pools: readonly Pool[]): Pool[] =>
  [...pools].sort((a, b) => a.nodeId - b.nodeId || a.farmId - b.farmId);
