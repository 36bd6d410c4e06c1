import type { NodeStatus } from './grid-node.ts';

/** One look at a node, with the time of the look before. Milliseconds since 1970. */
export interface HealthSample {
  readonly previousAtMs: number;
  readonly nowMs: number;
  readonly status: NodeStatus;
  /** When the node last reported to the grid. */
  readonly reportedAtMs: number;
  /** Seconds since its last start, as of that report. */
  readonly uptimeSeconds: number;
}

export interface HealthEvidence {
  readonly upSeconds: number;
  /** Up and down together; the rest of the stretch is unknown. */
  readonly knownSeconds: number;
}

/** A stretch of time that proves nothing: announced maintenance. */
export interface ExcludedSpan {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

const MIN_KNOWN_SECONDS = 3600;

/**
 * What the sample proves about the time since the one before. A node that is up was up since its last start. A node that is
 * down has been silent since its last report and was up before it, back to its start. Standby is the farmer's choice and
 * proves neither. Time in `excluded` spans, which do not overlap, counts neither way.
 */
export function healthEvidence(sample: HealthSample, excluded: readonly ExcludedSpan[] = []): HealthEvidence {
  const { previousAtMs, nowMs, reportedAtMs } = sample;
  if (sample.status === 'standby' || nowMs <= previousAtMs) return { upSeconds: 0, knownSeconds: 0 };
  const startedMs = reportedAtMs - sample.uptimeSeconds * 1000;
  const upUntilMs = sample.status === 'up' ? nowMs : Math.min(reportedAtMs, nowMs);
  const seconds = (fromMs: number, toMs: number) => secondsOutside(fromMs, toMs, excluded);
  const upSeconds = seconds(Math.max(previousAtMs, startedMs), upUntilMs);
  const downSeconds = sample.status === 'up' ? 0 : seconds(Math.max(previousAtMs, reportedAtMs), nowMs);
  return { upSeconds, knownSeconds: upSeconds + downSeconds };
}

/** Percent with two decimals, rounded down so that 100 means never down; null below one hour of evidence. */
export function uptimePercent({ upSeconds, knownSeconds }: HealthEvidence): number | null {
  if (knownSeconds < MIN_KNOWN_SECONDS) return null;
  return Math.floor((upSeconds / knownSeconds) * 10_000) / 100;
}

function secondsOutside(fromMs: number, toMs: number, excluded: readonly ExcludedSpan[]): number {
  const within = excluded.reduce(
    (sum, span) => sum + Math.max(0, Math.min(toMs, span.endsAtMs) - Math.max(fromMs, span.startsAtMs)),
    0,
  );
  return Math.max(0, Math.floor((toMs - fromMs - within) / 1000));
}
