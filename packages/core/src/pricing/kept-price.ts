import { divRound } from '../money/index.ts';
import type { PricePartCode } from './price-order.ts';

/** What stays on the node while nothing answers: all of the machine, or its disk and address alone. */
export type Kept = 'machine' | 'disk';

type PartPrice = { readonly code: string; readonly hourlyUnits: bigint };

/**
 * What is charged per hour for resources that are kept while a machine is suspended: the grid's part of the accepted
 * price and nothing of the marketplace's. With the machine off, computing is not in it and certification is counted on
 * the rest alone, rounded to nearest.
 */
export function keptHourlyUnits(parts: readonly PartPrice[], kept: Kept): bigint {
  const of = (code: PricePartCode) => parts.find((part) => part.code === code)?.hourlyUnits ?? 0n;
  const resources = of('storage') + of('ipv4');
  const compute = of('compute');
  if (kept === 'machine' || compute + resources === 0n) {
    return compute + resources + of('certification') + of('extra_fee');
  }
  return resources + divRound(of('certification') * resources, compute + resources) + of('extra_fee');
}
