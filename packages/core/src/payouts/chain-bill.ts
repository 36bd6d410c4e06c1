/** From this runtime on the chain gives the farmer a part of each bill. */
export const FIRST_SHARING_RUNTIME = 152;

export const chainShares = (specVersion: number): boolean => specVersion >= FIRST_SHARING_RUNTIME;

/**
 * The farmer's part of an amount that the chain billed for a contract on a node, units of TFT: what is left after 10 % for
 * the staking pool and 40 % for the foundation, each to the nearest unit with a tie going down. Nothing on older runtimes.
 */
export function farmerPart(billedUnits: bigint, specVersion: number): bigint {
  if (!chainShares(specVersion)) return 0n;
  return billedUnits - percent(10n, billedUnits) - percent(40n, billedUnits);
}

function percent(share: bigint, amount: bigint): bigint {
  const scaled = share * amount;
  return scaled / 100n + (scaled % 100n > 50n ? 1n : 0n);
}
