/** How often every source is compared. */
export const COMPARE_EVERY_MS = 24 * 3_600_000;
/** A comparison that is older tells nothing any more. */
export const STALE_MS = COMPARE_EVERY_MS + 2 * 3_600_000;

export type SourceState = 'green' | 'red' | 'unknown';

export interface SourceFacts {
  /** The last comparison that came to its end. */
  comparedAtMs: number | undefined;
  /** Since when comparisons fail. */
  failingSinceMs: number | undefined;
  openFindings: number;
}

/** Green only when a recent comparison found nothing. Since when it is unknown is undefined where it never was known. */
export function sourceState(
  { comparedAtMs, failingSinceMs, openFindings }: SourceFacts,
  nowMs: number,
): { state: SourceState; unknownSinceMs: number | undefined } {
  const stale = comparedAtMs === undefined || nowMs - comparedAtMs > STALE_MS;
  if (failingSinceMs !== undefined || stale)
    return { state: 'unknown', unknownSinceMs: failingSinceMs ?? comparedAtMs };
  return { state: openFindings > 0 ? 'red' : 'green', unknownSinceMs: undefined };
}
