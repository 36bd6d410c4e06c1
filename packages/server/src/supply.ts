import type { PlacementFacts } from '@marketplace/core/deployments';
import type { NodeAlliance, NodeIndex } from '@marketplace/core/nodes';
import { nextVersion, type PriceFacts, type PriceRule, versionInForce } from '@marketplace/core/pricing';
import type { Clock } from './clock.ts';
import { nodesInMaintenance } from './maintenance/closed-nodes.ts';
import { createNodeSource } from './nodes/node-source.ts';
import { smallestMonthly } from './nodes/smallest-price.ts';
import { alliancesOfNodes, type NodeAllianceRow } from './postgres/alliances.ts';
import { readPolicy, readStaking } from './postgres/chain-rules.ts';
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
  /** What of the markup and of the kept discount a new order gives its provider. */
  providerShares(): Promise<{ sharePercent: number; discountSharePercent: number }>;
  invalidate(): void;
}

export function createSupply({ store, clock }: { store: Store; clock: Clock }): Supply {
  const nodes = createNodeSource({
    store: nodeStore(store.pool),
    now: () => clock.now(),
    prices: async () => {
      const now = clock.now();
      const [facts, { providers }, closed, given] = await Promise.all([
        readPriceFacts(store, now),
        readSettings(store.db),
        nodesInMaintenance(store.db, now),
        alliancesOfNodes(store.db, now),
      ]);
      const { nodePool } = providers;
      const prices = facts ? smallestMonthly(facts) : { key: 'none', monthlyFromUnits: () => null };
      const soldKey = [...closed].map(([id, { reason }]) => `${id} ${reason}`).join();
      const allianceKey = given.map(({ nodeId, id, name }) => `${nodeId} ${id} ${name}`).join();
      const alliances = byNode(given);
      return { ...prices, nodePool, closed, alliances, key: `${prices.key} ${nodePool} ${soldKey} ${allianceKey}` };
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
    providerShares: async () => (await readSettings(store.db)).providers,
    invalidate: () => nodes.invalidate(),
  };
}

function byNode(given: readonly NodeAllianceRow[]): Map<number, NodeAlliance[]> {
  const nodes = new Map<number, NodeAlliance[]>();
  for (const { nodeId, ...alliance } of given) nodes.set(nodeId, [...(nodes.get(nodeId) ?? []), alliance]);
  return nodes;
}

async function readPriceFacts(store: Store, at: Date): Promise<PriceFacts | undefined> {
  const [policy, staking, versions] = await Promise.all([
    readPolicy(store.db),
    readStaking(store.db),
    readPriceVersions(store.db, at),
  ]);
  const inForce = versionInForce(versions, at.getTime());
  if (!inForce) throw new Error(`no price rule was in force at ${at.toISOString()}`);
  return policy && { policy, staking, rule: inForce.rule };
}
