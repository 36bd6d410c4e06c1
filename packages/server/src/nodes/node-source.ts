import {
  buildNodeIndex,
  type GridNode,
  type NodeAlliance,
  type NodeIndex,
  type NodePool,
  type NotOfferable,
  whyWithheld,
} from '@marketplace/core/nodes';
import type { NodeStore, SyncState } from './node-store.ts';

/** Prices as of now; another key means that they changed. */
export interface NodePrices {
  readonly key: string;
  /** Nodes that take nothing new for a time, such as those before and in maintenance. */
  readonly closed?: ReadonlyMap<number, NotOfferable>;
  /** Alliances under whose names nodes are offered now. */
  readonly alliances?: ReadonlyMap<number, readonly NodeAlliance[]>;
  /** Which nodes are sold; the whole grid when left out. */
  readonly nodePool?: NodePool;
  monthlyFromUnits(node: GridNode): bigint | null;
}

export interface NodeSourceOptions {
  store: Pick<NodeStore, 'syncState' | 'loadNodes'>;
  prices: () => Promise<NodePrices>;
  now: () => Date;
  /** Milliseconds of a clock that only runs forward, independent of business time. */
  monotonicMs?: () => number;
}

export interface NodeSource {
  /** The present picture of all nodes, at most about a second behind the last sync. */
  current(): Promise<NodeIndex>;
  /** The next `current` looks for changes, whenever the last look was: for the process that has just synced. */
  invalidate(): void;
}

/** Staleness of the version check; a sync is seen by every process within two seconds. */
const CHECK_EVERY_MS = 1000;
/** Silence of the grid after which nothing is offered. */
const SILENCE_MS = 30 * 60_000;

export function createNodeSource({
  store,
  prices,
  now,
  monotonicMs = () => performance.now(),
}: NodeSourceOptions): NodeSource {
  let built: { key: string; index: NodeIndex } | undefined;
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let checking: Promise<NodeIndex> | undefined;
  let generation = 0;

  async function check(): Promise<NodeIndex> {
    const startedAtMs = monotonicMs();
    const startedIn = generation;
    const [sync, present] = await Promise.all([store.syncState(), prices()]);
    const silentSince = silence(sync, now());
    const key = `${sync.version} ${silentSince !== null} ${present.key}`;
    const fresh = built?.key === key ? built : { key, index: await build(sync, present, silentSince) };
    // A look that began before an invalidation may have missed the change: its answer is not kept.
    if (startedIn === generation) {
      built = fresh;
      checkedAtMs = startedAtMs;
    }
    return fresh.index;
  }

  async function build({ syncedAt }: SyncState, present: NodePrices, silentSince: Date | null): Promise<NodeIndex> {
    const nodes = await store.loadNodes();
    return buildNodeIndex({
      nodes: nodes.map((node) => ({
        ...(silentSince === null ? node : silenced(node, silentSince)),
        alliances: present.alliances?.get(node.id),
        withheld: whyWithheld(node, present.nodePool ?? 'grid') ?? present.closed?.get(node.id),
      })),
      monthlyFromUnits: (node) => present.monthlyFromUnits(node),
      asOfMs: syncedAt?.getTime() ?? 0,
    });
  }

  return {
    async current() {
      if (built && monotonicMs() - checkedAtMs < CHECK_EVERY_MS) return built.index;
      // Callers that come while one looks wait for its answer.
      const mine = checking ?? check();
      checking = mine;
      try {
        return await mine;
      } finally {
        if (checking === mine) checking = undefined;
      }
    },
    invalidate() {
      generation += 1;
      checkedAtMs = Number.NEGATIVE_INFINITY;
      checking = undefined;
    },
  };
}

/** Counted from the last listing, once a sync has failed: time alone (a clock that was moved) proves no silence. */
function silence({ syncedAt, failingSince }: SyncState, now: Date): Date | null {
  if (failingSince === null || syncedAt === null) return null;
  return now.getTime() - syncedAt.getTime() > SILENCE_MS ? syncedAt : null;
}

const silenced = (node: GridNode, since: Date): GridNode => ({
  ...node,
  unknownSinceMs: node.unknownSinceMs ?? since.getTime(),
});
