import { formatUnits } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';
import { type TftPrice, tftForUsd } from './exchange.ts';

/** A price that was read longer ago pays nobody. */
export const PRICE_MAX_AGE_MS = 10 * 60_000;

/** Room for the chain's fee of one transfer, units of TFT: some ten times of what it asks. */
const FEE_ROOM_UNITS = 100_000n;

export interface RunFacts {
  payouts: readonly { id: string; units: bigint }[];
  /** Undefined when the chain was never read. */
  price: { value: TftPrice; seenAtMs: number } | undefined;
  /** What the operator's account on the chain can spend, units of TFT. */
  usableUnits: bigint | undefined;
  nowMs: number;
}

export interface RunPlan {
  /** At which dollars become TFT: the chain's average, not its billing price, which a floor may hold above the market. */
  priceMusd: number;
  priceAtMs: number;
  payouts: readonly { id: string; tftUnits: bigint }[];
  tftUnits: bigint;
}

export type RunRefusal = Refusal<'no_payout_waiting' | 'price_too_old' | 'float_too_small'>;

/** What a payout run sends, all or nothing. */
export function planRun({ payouts, price, usableUnits, nowMs }: RunFacts): RunPlan | RunRefusal {
  if (payouts.length === 0) return refuse('no_payout_waiting', 'Nobody waits for a payout.');
  const priceMusd = price?.value.averageMusd ?? 0;
  if (!price || usableUnits === undefined || priceMusd <= 0 || nowMs - price.seenAtMs > PRICE_MAX_AGE_MS) {
    return refuse('price_too_old', 'The price of TFT was not read from the chain in the last 10 minutes.');
  }
  const converted = payouts.map(({ id, units }) => ({ id, tftUnits: tftForUsd(units, priceMusd) }));
  const tftUnits = converted.reduce((sum, payout) => sum + payout.tftUnits, 0n);
  const needed = tftUnits + FEE_ROOM_UNITS * BigInt(payouts.length);
  if (needed > usableUnits) {
    return refuse(
      'float_too_small',
      `The run needs ${formatUnits(needed)} TFT with fees; the account on the chain can spend ${formatUnits(usableUnits)} TFT.`,
      { neededTft: formatUnits(needed), usableTft: formatUnits(usableUnits) },
    );
  }
  return { priceMusd, priceAtMs: price.seenAtMs, payouts: converted, tftUnits };
}
