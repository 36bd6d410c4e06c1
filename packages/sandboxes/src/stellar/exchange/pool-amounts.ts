import { divideUp, maxAmount } from '../ledger/amounts.ts';

const wholeBps = 10_000n;
/** What a pool keeps of each trade. */
export const poolFeeBps = 30n;

/** What comes out for exactly `sent`; undefined when the pool cannot take it or gives nothing. */
export function poolGives(
  reserves: { into: bigint; from: bigint },
  sent: bigint,
  feeBps: bigint = poolFeeBps,
): bigint | undefined {
  if (sent <= 0n || sent > maxAmount - reserves.into) return undefined;
  const kept = wholeBps - feeBps;
  const received = (kept * reserves.from * sent) / (wholeBps * reserves.into + kept * sent);
  return received > 0n ? received : undefined;
}

/** What has to go in for exactly `received`; undefined when the pool has too little. */
export function poolAsks(
  reserves: { into: bigint; from: bigint },
  received: bigint,
  feeBps: bigint = poolFeeBps,
): bigint | undefined {
  if (received >= reserves.from) return undefined;
  const sent = divideUp(wholeBps * reserves.into * received, (reserves.from - received) * (wholeBps - feeBps));
  return sent <= maxAmount - reserves.into ? sent : undefined;
}
