import type { PlacementFacts } from '@marketplace/core/deployments';
import type { PricingPolicy } from '@marketplace/core/pricing';
import type { Clock } from './clock.ts';
import type { NodeIndex } from './nodes/node-index.ts';
import { createNodeSource } from './nodes/node-source.ts';
import { smallestMonthly } from './nodes/smallest-price.ts';
import { readFact } from './postgres/chain-facts.ts';
import { nodeStore } from './postgres/nodes.ts';
import { readSettings } from './postgres/settings.ts';
import type { Store } from './postgres/store.ts';

/** What can be sold now, and at what price: the node index, the chain's price policy and the operator's settings. */
export interface Supply {
  index(): Promise<NodeIndex>;
  /** Undefined until the grid and the chain were read once. */
  placementFacts(): Promise<PlacementFacts | undefined>;
  providerSharePercent(): Promise<number>;
  invalidate(): void;
}

export function createSupply({ store, clock }: { store: Store; clock: Clock }): Supply {
  const nodes = createNodeSource({
    store: nodeStore(store.pool),
    now: () => clock.now(),
    prices: async () => {
      const [policy, { pricing }] = await Promise.all([readPolicy(store), readSettings(store.db)]);
      if (!policy) return { key: 'none', monthlyFromUnits: () => null };
      const { markup, minimumMonthlyUnits } = pricing;
      const key = JSON.stringify([policy, markup, minimumMonthlyUnits], (_, value) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      return { key, monthlyFromUnits: smallestMonthly(policy, markup, minimumMonthlyUnits) };
    },
  });
  return {
    index: () => nodes.current(),
    async placementFacts() {
      const [index, policy, { pricing }] = await Promise.all([
        nodes.current(),
        readPolicy(store),
        readSettings(store.db),
      ]);
      if (!policy || index.rows.length === 0) return undefined;
      const { markup, minimumMonthlyUnits } = pricing;
      return { nodes: index.rows.map((row) => row.node), policy, markup, minimumMonthlyUnits };
    },
    providerSharePercent: async () => (await readSettings(store.db)).providers.sharePercent,
    invalidate: () => nodes.invalidate(),
  };
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
