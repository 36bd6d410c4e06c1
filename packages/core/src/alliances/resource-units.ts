/** What a node has, as the grid lists it. */
export interface NodeResources {
  readonly cores: number;
  readonly memoryMb: number;
  readonly ssdGb: number;
  readonly hddGb: number;
}

/**
 * What an hour of a node counts: compute units plus storage units as TFChain counts them, in thousandths, each rounded down.
 */
export function resourceUnits({ cores, memoryMb, ssdGb, hddGb }: NodeResources): bigint {
  const [cru, mru] = [BigInt(cores), BigInt(memoryMb)];
  const larger = (a: bigint, b: bigint) => (a > b ? a : b);
  const mixes = [larger(2n * mru, 4096n * cru), larger(mru, 8192n * cru), larger(4n * mru, 2048n * cru)];
  const compute = mixes.reduce((least, mix) => (mix < least ? mix : least));
  return (compute * 125n) / 1024n + ((BigInt(hddGb) + 6n * BigInt(ssdGb)) * 5n) / 6n;
}

const WHOLE = 10_000n;
const LEAST_EVIDENCE_SECONDS = 3600n;

/** Uptime of a day in hundredths of a percent, rounded down. Less than an hour of evidence proves nothing: it counts as whole. */
export const uptimeWeight = ({ upSeconds, knownSeconds }: { upSeconds: bigint; knownSeconds: bigint }): bigint =>
  knownSeconds < LEAST_EVIDENCE_SECONDS ? WHOLE : (upSeconds * WHOLE) / knownSeconds;
