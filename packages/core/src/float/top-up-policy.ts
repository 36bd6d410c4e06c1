import type { FieldIssue } from '../refusal/index.ts';

/** When and how USDC becomes TFT on the twin without a person. Amounts of TFT and USDC in units of 1e-7. */
export interface TopUpPolicy {
  /** `dry_run` writes down what it would do. */
  mode: 'off' | 'dry_run' | 'live';
  /** It acts when any of these comes true; null for never. */
  belowUnits: bigint | null;
  runwayHours: number | null;
  /** Hours within which a contract would lose its level. */
  levelDropHours: number | null;
  /** Usable TFT that it brings the twin to. */
  targetUnits: bigint;
  /** USDC: least of one swap, most within any 24 hours and any 30 days. */
  minimumSpendUnits: bigint;
  dayCapUnits: bigint;
  monthCapUnits: bigint;
  maxSlippageBps: number;
  /** Rest after each attempt, however it ended. */
  cooldownMinutes: number;
  /** USDC above which a person must agree; null for never. */
  approvalAboveUnits: bigint | null;
}

/** It stops by itself after so many failures in a row, until a person lets it go on. */
export const PAUSE_AFTER_FAILURES = 3;

export const triggers = ['below', 'runway', 'level_drop'] as const;
export type TopUpTrigger = (typeof triggers)[number];

/** What is wrong with a policy as a whole, field by field. */
export function checkTopUpPolicy(policy: TopUpPolicy): FieldIssue[] {
  const { belowUnits, targetUnits, minimumSpendUnits, dayCapUnits, monthCapUnits, approvalAboveUnits } = policy;
  const issue = (when: boolean, path: string, message: string) => (when ? [{ path, message }] : []);
  const noTrigger = belowUnits === null && policy.runwayHours === null && policy.levelDropHours === null;
  return [
    ...issue(policy.mode !== 'off' && noTrigger, 'belowTft', 'or another trigger must be set'),
    ...issue(targetUnits <= 0n, 'targetTft', 'must be more than zero'),
    ...issue(
      belowUnits !== null && belowUnits >= targetUnits,
      'targetTft',
      'must be more than the balance at which it acts',
    ),
    ...issue(minimumSpendUnits <= 0n, 'minimumUsdc', 'must be more than zero'),
    ...issue(dayCapUnits < minimumSpendUnits, 'dayCapUsdc', 'must not be less than the smallest swap'),
    ...issue(monthCapUnits < dayCapUnits, 'monthCapUsdc', 'must not be less than the limit of a day'),
    ...issue(approvalAboveUnits !== null && approvalAboveUnits < 0n, 'approvalAboveUsdc', 'must not be negative'),
  ];
}
