import { type Refusal, refuse } from '../refusal/index.ts';
import type { Formula } from './formula.ts';

const DAY_MS = 86_400_000;

/**
 * `proposed` → `accepted` when the members agree in time, `rejected` when they can no longer, `withdrawn` by its proposer,
 * `lapsed` when its day begins undecided. All but the first are final.
 */
export const agreementStatuses = ['proposed', 'accepted', 'rejected', 'withdrawn', 'lapsed'] as const;
export type AgreementStatus = (typeof agreementStatuses)[number];

export interface Agreement {
  readonly version: number;
  readonly formula: Formula;
  /** Midnight UTC from which use is divided by it. */
  readonly effectiveFromMs: number;
  readonly status: AgreementStatus;
}

/** The first day that a version proposed now can begin: the next UTC midnight. */
export const earliestEffectiveMs = (nowMs: number): number => (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;

export interface ProposalFacts {
  readonly nowMs: number;
  readonly effectiveFromMs: number;
  readonly others: readonly Agreement[];
}

type ProposalRefusal = Refusal<'validation_failed' | 'agreement_open'>;

/** May a version be proposed? One at a time, for a day to come, and after every version that was agreed: the past stays. */
export function acceptProposal({ nowMs, effectiveFromMs, others }: ProposalFacts): ProposalRefusal | undefined {
  const wrongDay = (message: string) =>
    refuse('validation_failed', `effectiveOn ${message}.`, { errors: [{ path: 'effectiveOn', message }] });
  if (effectiveFromMs < earliestEffectiveMs(nowMs)) return wrongDay('must be a day to come, UTC');
  if (others.some((other) => other.status === 'accepted' && other.effectiveFromMs >= effectiveFromMs))
    return wrongDay('must be after the day of every version that was agreed');
  if (others.some((other) => statusAt(other, nowMs) === 'proposed'))
    return refuse('agreement_open', 'One proposal at a time: the last one is not decided yet.');
  return undefined;
}

/** A proposal that its day overtakes has lapsed, whether or not somebody noticed. */
export const statusAt = ({ status, effectiveFromMs }: Agreement, nowMs: number): AgreementStatus =>
  status === 'proposed' && effectiveFromMs <= nowMs ? 'lapsed' : status;

/** The version that divides use at a moment: the latest agreed one that has begun. */
export function versionInForce<A extends Agreement>(agreements: readonly A[], atMs: number): A | undefined {
  return agreements
    .filter((agreement) => agreement.status === 'accepted' && agreement.effectiveFromMs <= atMs)
    .reduce<A | undefined>(
      (last, next) => (last && last.effectiveFromMs >= next.effectiveFromMs ? last : next),
      undefined,
    );
}
