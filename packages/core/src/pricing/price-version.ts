import type { PriceRule } from './price-rule.ts';

/** A rule that was published, with the moment from which it holds. */
export interface PriceVersion {
  readonly version: number;
  readonly rule: PriceRule;
  readonly effectiveAtMs: number;
  /** Taken back before it came into force. */
  readonly withdrawn: boolean;
}

export type PriceVersionStatus = 'scheduled' | 'active' | 'superseded' | 'withdrawn';

/** The version in force at a moment: the one that began last; of two that began together, the one published later. */
export function versionInForce<Version extends PriceVersion>(
  versions: readonly Version[],
  atMs: number,
): Version | undefined {
  return versions
    .filter(({ withdrawn, effectiveAtMs }) => !withdrawn && effectiveAtMs <= atMs)
    .reduce<Version | undefined>((found, version) => (found && isLater(found, version) ? found : version), undefined);
}

/** The next change that is announced, if any: the version that will be in force when the earliest moment comes. */
export function nextVersion<Version extends PriceVersion>(
  versions: readonly Version[],
  nowMs: number,
): Version | undefined {
  const moments = versions.flatMap(({ withdrawn, effectiveAtMs }) =>
    !withdrawn && effectiveAtMs > nowMs ? [effectiveAtMs] : [],
  );
  return moments.length === 0 ? undefined : versionInForce(versions, Math.min(...moments));
}

/** What became of a version; `inForce` is the number of the version that holds now. */
export function statusOf(version: PriceVersion, inForce: number | undefined, nowMs: number): PriceVersionStatus {
  if (version.withdrawn) return 'withdrawn';
  if (version.effectiveAtMs > nowMs) return 'scheduled';
  return version.version === inForce ? 'active' : 'superseded';
}

const isLater = (left: PriceVersion, right: PriceVersion): boolean =>
  left.effectiveAtMs === right.effectiveAtMs ? left.version > right.version : left.effectiveAtMs > right.effectiveAtMs;
