const HOUR_MS = 3_600_000;

/** The farmer's percent of the markup on one node, set apart from the general one. */
export interface NodeShare {
  /** Begin of the UTC hour from which it holds. */
  readonly fromHourMs: number;
  /** Null: the general one holds again. */
  readonly percent: number | null;
}

/** A share that is set now holds from the next full hour on: the open hour and all before it stay as they are. */
export const shareHoldsFromMs = (nowMs: number): number => Math.ceil(nowMs / HOUR_MS) * HOUR_MS;

/**
 * The farmer's percent in the hour that begins at `hourMs`.
 * @param shares of the node, in the order in which they were set; of two for the same hour the later one holds.
 * @param general what the order was made with.
 */
export function shareInHour(shares: readonly NodeShare[], hourMs: number, general: number): number {
  let found: NodeShare | undefined;
  for (const share of shares)
    if (share.fromHourMs <= hourMs && (found === undefined || share.fromHourMs >= found.fromHourMs)) found = share;
  return found?.percent ?? general;
}
