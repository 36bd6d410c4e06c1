import type { PlacementFacts } from '@marketplace/core/deployments';
import type { NodeIndex } from '@marketplace/core/nodes';
import {
  nextVersion,
  type PriceFacts,
  type PriceRule,
  type PricingPolicy,
  type StakingFacts,
  versionInForce,
} from '@marketplace/core/pricing';
import type { Clock } from './clock.ts';
import { nodesInMaintenance } from './maintenance/closed-nodes.ts';
import { createNodeSource } from './nodes/node-source.ts';
import { smallestMonthly } from './nodes/smallest-price.ts';
import { readFact } from './postgres/chain-facts.ts';
import { nodeStore } from './postgres/nodes.ts';
import { readPriceVersions } from './postgres/pricing.ts';
import { readSettings } from './postgres/settings.ts';
import type { Store } from './postgres/store.ts';

/** What can be sold, and at what price: the node index, the chain's price policy and the operator's rule. */
export interface Supply {
  index(): Promise<NodeIndex>;
  /** By the rule in force at that moment, now if none is given. Undefined until the grid and the chain were read once. */
  placementFacts(at?: Date): Promise<PlacementFacts | undefined>;
  /** The rule that follows, if one is announced. */
  announcedRule(at?: Date): Promise<{ effectiveAt: Date; rule: PriceRule } | undefined>;
  providerSharePercent(): Promise<number>;
  invalidate(): void;
}

export function createSupply({ store, clock }: { store: Store; clock: Clock }): Supply {
  const nodes = createNodeSource({
    store: nodeStore(store.pool),
    now: () => clock.now(),
    prices: async () => {
      const now = clock.now();
      const [facts, { providers }, closed] = await Promise.all([
        readPriceFacts(store, now),
        readSettings(store.db),
        nodesInMaintenance(store.db, now),
      ]);
      const { nodePool } = providers;
      const prices = facts ? smallestMonthly(facts) : { key: 'none', monthlyFromUnits: () => null };
      const soldKey = [...closed].map(([id, { reason }]) => `${id} ${reason}`).join();
      return { ...prices, nodePool, closed, key: `${prices.key} ${nodePool} ${soldKey}` };
    },
  });
  return {
    index: () => nodes.current(),
    async placementFacts(at = clock.now()) {
      const [index, facts] = await Promise.all([nodes.current(), readPriceFacts(store, at)]);
      if (!facts || index.rows.length === 0) return undefined;
      return { ...facts, nodes: index.rows.map((row) => row.node) };
    },
    async announcedRule(at = clock.now()) {
      const next = nextVersion(await readPriceVersions(store.db, at), at.getTime());
      return next && { effectiveAt: next.effectiveAt, rule: next.rule };
    },
    providerSharePercent: async () => (await readSettings(store.db)).providers.sharePercent,
    invalidate: () => nodes.invalidate(),
  };
}

async function readPriceFacts(store: Store, at: Date): Promise<PriceFacts | undefined> {
  const [policy, staking, versions] = await Promise.all([
    readPolicy(store),
    readStaking(store),
    readPriceVersions(store.db, at),
  ]);
  const inForce = versionInForce(versions, at.getTime());
  if (!inForce) throw new Error(`no price rule was in force at ${at.toISOString()}`);
  return policy && { policy, staking, rule: inForce.rule };
}

async function readPolicy(store: Store): Promise<PricingPolicy | undefined> {
  const fact = await readFact(store.db, 'pricing_policy');
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

async function readStaking(store: Store): Promise<StakingFacts | undefined> {
  const [account, price] = await Promise.all([readFact(store.db, 'operator_account'), readFact(store.db, 'tft_price')]);
  if (!account || !price) return undefined;
  const { averageMusd, minMusd, maxMusd } = price.value;
  return {
    usableUnits: BigInt(account.value.usableUnits),
    price: { averageMusd: BigInt(averageMusd), minMusd: BigInt(minMusd), maxMusd: BigInt(maxMusd) },
  };
}
