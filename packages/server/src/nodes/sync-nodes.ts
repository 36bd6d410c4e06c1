import type { Gridproxy } from '../gridproxy/gridproxy.ts';
import { GridproxyFault } from '../gridproxy/gridproxy.ts';
import type { NodeStore, SavedListing } from './node-store.ts';

export interface SyncInput {
  gridproxy: Pick<Gridproxy, 'fetchAllNodes'>;
  store: Pick<NodeStore, 'saveListing' | 'recordFailure'>;
  /** Ids of nodes that opted out of billing, read from the chain; undefined when the chain was not asked or is silent. */
  optedOut?: ReadonlySet<number>;
  now: Date;
}

export interface SyncOutcome extends SavedListing {
  readonly listed: number;
  /** Items of the listing that could not be read; their nodes count as missing. */
  readonly unreadable: readonly { readonly id: unknown; readonly reason: string }[];
}

/**
 * Takes over the grid's present listing. Throws GridproxyFault when there is none, after noting since when: the copy stays
 * as it was, since silence says nothing about a node.
 */
export async function syncNodes({ gridproxy, store, optedOut, now }: SyncInput): Promise<SyncOutcome> {
  try {
    const { nodes, unreadable } = await gridproxy.fetchAllNodes();
    if (nodes.length === 0) throw new GridproxyFault('gridproxy listed no node at all');
    const saved = await store.saveListing({ nodes, optedOut, at: now });
    return { ...saved, listed: nodes.length, unreadable };
  } catch (error) {
    if (error instanceof GridproxyFault) await store.recordFailure(now);
    throw error;
  }
}
