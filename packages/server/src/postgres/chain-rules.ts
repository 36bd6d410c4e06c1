import type { PricingPolicy, StakingFacts } from '@marketplace/core/pricing';
import { readFact } from './chain-facts.ts';
import { readSettings } from './settings.ts';
import type { Database } from './store.ts';

/** The chain's price policy as it was last read; undefined until then. */
export async function readPolicy(db: Database): Promise<PricingPolicy | undefined> {
  const fact = await readFact(db, 'pricing_policy');
  if (!fact) return undefined;
  const { cuUnits, suUnits, nuUnits, ipv4Units, nameUnits, rentPercent } = fact.value;
  return {
    cuUnits: BigInt(cuUnits),
    suUnits: BigInt(suUnits),
    nuUnits: BigInt(nuUnits),
    ipv4Units: BigInt(ipv4Units),
    nameUnits: BigInt(nameUnits),
    rentPercent: BigInt(rentPercent),
  };
}

/** Units of TFT that pay the contracts, and those on the stash, which only count; as they were last read. */
export interface FloatBalance {
  usableUnits: bigint;
  stashUnits: bigint;
  stashAddress: string | null;
  twinId: number | null;
  seenAt: Date;
}

export async function readFloatBalance(db: Database): Promise<FloatBalance | undefined> {
  const account = await readFact(db, 'operator_account');
  if (!account) return undefined;
  const { usableUnits, twinId } = account.value;
  return { usableUnits: BigInt(usableUnits), stashUnits: 0n, stashAddress: null, twinId, seenAt: account.seenAt };
}

/** What the chain measures the discount by; undefined until it was read. */
export async function readStaking(db: Database): Promise<Required<StakingFacts> | undefined> {
  const [balance, price, { float }] = await Promise.all([
    readFloatBalance(db),
    readFact(db, 'tft_price'),
    readSettings(db),
  ]);
  if (!balance || !price) return undefined;
  const { averageMusd, minMusd, maxMusd } = price.value;
  return {
    usableUnits: balance.usableUnits + balance.stashUnits,
    price: { averageMusd: BigInt(averageMusd), minMusd: BigInt(minMusd), maxMusd: BigInt(maxMusd) },
    levels: float.stakingLevels,
  };
}
