import { divCeil, formatUnits, maxOf, UNITS_PER_WHOLE } from '../money/index.ts';

/**
 * What the wallet app TF Connect opens to send TFT over the bridge to a twin, in the form of the grid's own dashboard. The
 * memo names who is credited; one without it comes back.
 */
export function tfConnectLink({
  bridgeAddress,
  twinId,
  amountUnits,
}: {
  bridgeAddress: string;
  twinId: number;
  amountUnits: bigint;
}): string {
  const amount = formatUnits(amountUnits).replace(/\.?0+$/, '');
  return `TFT:${bridgeAddress}?message=twin_${twinId}&sender=me&amount=${amount}`;
}

/** Days of the present burn that a suggested payment brings the balance to. */
const SUGGESTED_DAYS = 30n;

/** Whole TFT that bring the balance back, the bridge's fee on top; at least twice the bound that was passed. */
export function suggestedUnits(
  { usableUnits, burnUnits }: { usableUnits: bigint; burnUnits: bigint },
  { lowBalanceUnits, feeUnits }: { lowBalanceUnits: bigint; feeUnits: bigint },
): bigint {
  const wanted = maxOf(burnUnits * 24n * SUGGESTED_DAYS, 2n * lowBalanceUnits);
  return divCeil(maxOf(wanted - usableUnits, UNITS_PER_WHOLE) + feeUnits, UNITS_PER_WHOLE) * UNITS_PER_WHOLE;
}
