import type { PricingPolicy, StakingFacts } from '@marketplace/core/pricing';
import { readFact } from './chain-facts.ts';
import { readSettings } from './settings.ts';
import type { Database, Tx } from './store.ts';

/** The chain's price policy as it was last read; undefined until then. */
export async function readPolicy(db: Database | Tx): Promise<PricingPolicy | undefined> {
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

export async function readFloatBalance(db: Database | Tx): Promise<FloatBalance | undefined> {
  const [account, stash] = [await readFact(db, 'operator_account'), await readFact(db, 'stash')];
  if (!account) return undefined;
  const { usableUnits, twinId } = account.value;
  return {
    usableUnits: BigInt(usableUnits),
    stashUnits: BigInt(stash?.value?.usableUnits ?? 0),
    stashAddress: stash?.value?.address ?? null,
    twinId,
    seenAt: account.seenAt,
  };
}

/** What the chain measures the discount by; undefined until it was read. */
export async function readStaking(db: Database | Tx): Promise<Required<StakingFacts> | undefined> {
  const balance = await readFloatBalance(db);
  const price = await readFact(db, 'tft_price');
  const { float } = await readSettings(db);
  if (!balance || !price) return undefined;
  const { averageMusd, minMusd, maxMusd } = price.value;
  return {
    usableUnits: balance.usableUnits + balance.stashUnits,
    price: { averageMusd: BigInt(averageMusd), minMusd: BigInt(minMusd), maxMusd: BigInt(maxMusd) },
    levels: float.stakingLevels,
  };
}
