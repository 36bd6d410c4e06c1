/** A node given to an alliance: it counts over [fromMs, endsMs). Milliseconds since 1970. */
export interface Contribution {
  readonly fromMs: number;
  /** Null without an end. */
  readonly endsMs: number | null;
  readonly withdrawn: boolean;
}

/** `given` is offered under the alliance's name; `leaving` only keeps its terms for what runs. */
export type ContributionState = 'scheduled' | 'given' | 'leaving' | 'ended';

export function contributionState({ fromMs, endsMs, withdrawn }: Contribution, nowMs: number): ContributionState {
  if (endsMs !== null && nowMs >= endsMs) return 'ended';
  if (withdrawn) return 'leaving';
  return nowMs < fromMs ? 'scheduled' : 'given';
}

/** When a contribution ends that is to end at `atMs`: never later than it would have, never before it began. */
export const endBy = ({ fromMs, endsMs }: Contribution, atMs: number): number =>
  Math.max(fromMs, Math.min(endsMs ?? atMs, atMs));
