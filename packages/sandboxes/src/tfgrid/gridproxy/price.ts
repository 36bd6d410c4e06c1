import { defaultPricingPolicy, type NodeResources } from '../chain/genesis.ts';

const gib = 1024 ** 3;
const hoursPerMonth = 24 * 30;
const unitsPerUsd = 1e7;

/**
 * Monthly price of the whole node in USD as the proxy computes it. Two known flaws of the original are kept: the monthly extra
 * fee is added as if it were hourly units, and the half price of rented nodes is not applied.
 */
export function monthlyPriceUsd(resources: NodeResources, certified: boolean, extraFeeMusd: number): number {
  const [memory, ssd, hdd] = [resources.mru / gib, resources.sru / gib, resources.hru / gib];
  const cores = resources.cru;
  const cu = Math.min(Math.max(memory / 4, cores / 2), Math.max(memory / 8, cores), Math.max(memory / 2, cores / 4));
  const su = hdd / 1200 + ssd / 200;
  const { cu: cuUnits, su: suUnits } = defaultPricingPolicy;
  const hourlyUnits = (cu * cuUnits + su * suUnits + extraFeeMusd) * (certified ? 1.25 : 1);
  return Math.round(((hourlyUnits * hoursPerMonth) / unitsPerUsd) * 100) / 100;
}

/** Staking discount that a balance (in USD) earns on a monthly price: thresholds of 1.5, 3, 6 and 18 months. */
export function discounted(priceUsd: number, balanceUsd: number): number {
  const months = priceUsd === 0 ? 0 : balanceUsd / priceUsd;
  const share = months >= 18 ? 0.6 : months >= 6 ? 0.4 : months >= 3 ? 0.3 : months >= 1.5 ? 0.2 : 0;
  return priceUsd * (1 - share);
}
