import { divFloor, largestRemainder, minOf } from '../money/index.ts';

/** A month of one node in an alliance, under one holder. */
export interface NodeMonth {
  /** Promised uptime in parts per million. */
  readonly promisedPpm: bigint;
  readonly upSeconds: bigint;
  readonly knownSeconds: bigint;
  /** What its holder earned on this node through the alliance in the month. */
  readonly earnedUnits: bigint;
  /** What each deployment was charged on it in the month. */
  readonly charged: readonly { readonly deploymentId: string; readonly units: bigint }[];
}

export interface SlaCredit {
  readonly deploymentId: string;
  /** Of the charge, what the time down makes. */
  readonly wantedUnits: bigint;
  /** What is credited of it: at most what the holder earned there is shared out. */
  readonly units: bigint;
}

const LEAST_EVIDENCE_SECONDS = 3600n;

/** Measured uptime in parts per million of the time we know of, rounded down; null below one hour of evidence. */
export const measuredPpm = ({ upSeconds, knownSeconds }: Pick<NodeMonth, 'upSeconds' | 'knownSeconds'>) =>
  knownSeconds < LEAST_EVIDENCE_SECONDS ? null : (upSeconds * 1_000_000n) / knownSeconds;

/**
 * What users are credited for a month below the promise: the part of their charge that the node was down of the time we
 * know of, rounded down. All together never more than the holder earned there: then largest remainder divides that, and
 * nobody bears the rest. Announced maintenance is no evidence, so it counts neither way.
 */
export function slaCredits(month: NodeMonth): SlaCredit[] {
  const measured = measuredPpm(month);
  if (measured === null || measured >= month.promisedPpm) return [];
  const down = month.knownSeconds - month.upSeconds;
  const wanted = [...month.charged]
    .sort((a, b) => (a.deploymentId < b.deploymentId ? -1 : 1))
    .map(({ deploymentId, units }) => ({ deploymentId, wantedUnits: divFloor(units * down, month.knownSeconds) }))
    .filter(({ wantedUnits }) => wantedUnits > 0n);
  const sum = wanted.reduce((total, { wantedUnits }) => total + wantedUnits, 0n);
  const parts = largestRemainder(
    minOf(sum, month.earnedUnits),
    wanted.map(({ wantedUnits }) => wantedUnits),
  );
  return wanted.map((credit, index) => ({ ...credit, units: parts[index] ?? 0n }));
}
