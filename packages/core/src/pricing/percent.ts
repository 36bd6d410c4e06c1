/** A percentage with at most 4 decimals as exact parts per million. Throws when it is negative or not finite. */
export function partsPerMillion(percent: number): bigint {
  if (!Number.isFinite(percent) || percent < 0) throw new Error(`not a percentage: ${percent}`);
  return BigInt(Math.round(percent * 10_000));
}
