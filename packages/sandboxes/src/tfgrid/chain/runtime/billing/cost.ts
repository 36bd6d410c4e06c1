import type { StorageReader } from '../execution.ts';
import type { Contract, NruConsumption, PricingPolicy, Resources } from '../values.ts';
import { divide, type Fixed, fixed, larger, multiply, round, smaller } from './fixed-point.ts';

const secondsPerHour = 3600;
/** 30 days. */
const secondsPerMonth = 2_592_000n;
const bytesPerGibibyte = fixed(1024 ** 3);
const unitsPerMusd = 10_000n;
const unitsPerTft = 10_000_000n;

/** Cost of a contract for `seconds`, in units of USD (1e-7), by its own pricing policy and without discount. */
export function contractCost(chain: StorageReader, contract: Contract, policy: PricingPolicy, seconds: bigint): bigint {
  const subject = contract.contract_type;
  if (subject.type === 'NameContract') return round(perSecond(policy.unique_name.value, seconds));
  if (subject.type === 'RentContract') {
    const node = chain.get('TfgridModule.Nodes', subject.value);
    const full = node ? resourcesCost(node.resources, 0, seconds, policy, true) : 0n;
    return percentOf(policy.discount_for_dedication_nodes, full);
  }
  const { node_id, public_ips } = subject.value;
  const { used } = chain.get('SmartContractModule.NodeContractResources', contract.contract_id);
  // On a rented node the resources are paid with the rent.
  const rented = chain.has('SmartContractModule.ActiveRentContractForNode', node_id);
  const { amount_unbilled } = chain.get('SmartContractModule.ContractBillingInformationByID', contract.contract_id);
  return resourcesCost(used, public_ips, seconds, policy, !rented) + amount_unbilled;
}

/** Units of USD for `seconds` of these resources and public addresses. */
export function resourcesCost(
  resources: Resources,
  publicIps: number,
  seconds: bigint,
  policy: PricingPolicy,
  billResources: boolean,
): bigint {
  let total: Fixed = 0n;
  if (billResources) {
    total += multiply(perSecond(policy.su.value, seconds), storageUnits(resources));
    total += multiply(perSecond(policy.cu.value, seconds), computeUnits(resources));
  }
  if (publicIps > 0) {
    const addressesPerSecond = multiply(fixed(publicIps), divide(fixed(policy.ipu.value), fixed(secondsPerHour)));
    total += multiply(addressesPerSecond, fixed(seconds));
  }
  return round(total);
}

/** Units of USD of a traffic report. The real chain multiplies by the length of the report's window as well. */
export function networkUnits(report: NruConsumption, policy: PricingPolicy): bigint {
  const gigabytes = divide(fixed(report.nru), fixed(1_000_000_000));
  const price = divide(fixed(policy.nu.value), fixed(secondsPerHour));
  return round(multiply(multiply(gigabytes, price), fixed(report.window)));
}

/** Extra fee of a dedicated node, in units of TFT. */
export function extraFeeTft(feeMusdPerMonth: bigint, seconds: bigint, priceMusd: number): bigint {
  const perSecondUnits = divide(fixed(feeMusdPerMonth * unitsPerMusd), fixed(secondsPerMonth));
  return toTft(round(multiply(perSecondUnits, fixed(seconds))), priceMusd);
}

export function toTft(unitsUsd: bigint, priceMusd: number): bigint {
  const musd = divide(fixed(unitsUsd), fixed(unitsPerMusd));
  return round(multiply(divide(musd, fixed(priceMusd)), fixed(unitsPerTft)));
}

/** The average price held within the chain's floor and ceiling, in mUSD. */
export function billingPriceMusd(chain: StorageReader): number {
  const floored = Math.max(chain.get('TFTPriceModule.AverageTftPrice'), chain.get('TFTPriceModule.MinTftPrice'));
  return Math.min(floored, chain.get('TFTPriceModule.MaxTftPrice'));
}

function perSecond(hourlyUnits: number, seconds: bigint): Fixed {
  return multiply(divide(fixed(hourlyUnits), fixed(secondsPerHour)), fixed(seconds));
}

function storageUnits({ hru, sru }: Resources): Fixed {
  return gibibytes(hru) / 1200n + gibibytes(sru) / 200n;
}

function computeUnits({ cru, mru }: Resources): Fixed {
  const cores = fixed(cru);
  const memory = gibibytes(mru);
  const balanced = larger(memory / 4n, cores / 2n);
  const computeHeavy = larger(memory / 8n, cores);
  const memoryHeavy = larger(memory / 2n, cores / 4n);
  return smaller(smaller(balanced, computeHeavy), memoryHeavy);
}

const gibibytes = (bytes: bigint): Fixed => divide(fixed(bytes), bytesPerGibibyte);

/** To the nearest; exactly half goes down. */
function percentOf(percent: number, amount: bigint): bigint {
  const scaled = BigInt(percent) * amount;
  return scaled / 100n + (scaled % 100n > 50n ? 1n : 0n);
}
