import { maxOf } from '../money/index.ts';

/** Money first, then limits, then the owner's own wish; `resizing` is the short time between two sizes. */
export const suspensionCauses = ['no_funds', 'cap_reached', 'stopped', 'resizing'] as const;
export type SuspensionCause = (typeof suspensionCauses)[number];

export interface ReviewedDeployment {
  id: string;
  /** Its price while it runs, units of USD. */
  hourlyUnits: bigint;
  /** Null while it runs or is on its way back. */
  suspendedFor: SuspensionCause | null;
  /** A limit of its own or of the account says stop. */
  capReached: boolean;
  /** Its owner wants it to stand still. */
  stopWanted: boolean;
}

export interface ReviewFacts {
  availableUnits: bigint;
  /** Hours of the price that must be there beyond the debt before anything runs again. */
  resumeHours: number;
  /** Money is on its way without anybody's doing: until that is decided nothing is suspended. */
  rescued: boolean;
  deployments: readonly ReviewedDeployment[];
}

export interface Verdict {
  id: string;
  becomes: SuspensionCause | 'running';
}

/** What changes for a person's deployments. The same facts after these changes change nothing more. */
export function reviewSuspension(facts: ReviewFacts): Verdict[] {
  const isOut = facts.availableUnits < 0n && !facts.rescued;
  const isPaid = resumeNeed(facts)?.missingUnits === 0n;
  return facts.deployments.flatMap((deployment) => {
    const becomes = verdictOn(deployment, { isOut, isPaid });
    return becomes === (deployment.suspendedFor ?? 'running') ? [] : [{ id: deployment.id, becomes }];
  });
}

function verdictOn(
  { suspendedFor, capReached, stopWanted }: ReviewedDeployment,
  { isOut, isPaid }: { isOut: boolean; isPaid: boolean },
): Verdict['becomes'] {
  if (suspendedFor === 'no_funds' && !isPaid) return 'no_funds';
  if (suspendedFor !== 'no_funds' && isOut) return 'no_funds';
  if (capReached) return 'cap_reached';
  if (stopWanted) return 'stopped';
  return suspendedFor === 'resizing' ? 'resizing' : 'running';
}

export interface ResumeNeed {
  /** What has to be added: the debt and the hours ahead of all that shall run again. Zero when enough is there. */
  missingUnits: bigint;
  /** Price per hour of what then runs again. */
  hourlyUnits: bigint;
  /** How many wait for money. */
  deployments: number;
}

/** What it takes to come back; undefined when nothing is suspended for want of funds. All come back together or none. */
export function resumeNeed({
  availableUnits,
  resumeHours,
  deployments,
}: Omit<ReviewFacts, 'rescued'>): ResumeNeed | undefined {
  const unpaid = deployments.filter(({ suspendedFor }) => suspendedFor === 'no_funds');
  if (unpaid.length === 0) return undefined;
  const hourlyUnits = unpaid.reduce(
    (sum, each) => (each.capReached || each.stopWanted ? sum : sum + each.hourlyUnits),
    0n,
  );
  const missingUnits = maxOf(BigInt(resumeHours) * hourlyUnits - availableUnits, 0n);
  return { missingUnits, hourlyUnits, deployments: unpaid.length };
}
