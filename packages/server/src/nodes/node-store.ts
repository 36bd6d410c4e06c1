import type { GridNode } from '@marketplace/core/nodes';
import type { ListedNode } from '../gridproxy/to-grid-node.ts';

/** How fresh the product's copy of the grid is. */
export interface SyncState {
  /** Grows with every change of the copy. */
  readonly version: number;
  /** The last listing that was taken over; null before the first. */
  readonly syncedAt: Date | null;
  /** Since when the grid gives no listing; null while it does. */
  readonly failingSince: Date | null;
}

export interface Listing {
  readonly nodes: readonly ListedNode[];
  /** Nodes taken out of billing, from the chain; undefined leaves what is known as it is. */
  readonly optedOut: ReadonlySet<number> | undefined;
  readonly at: Date;
}

export interface SavedListing {
  /** Nodes that are new or differ from what was known. */
  readonly changed: number;
  /** Nodes that this listing no longer has. */
  readonly missing: number;
}

/** Where the copy of the grid is kept. */
export interface NodeStore {
  syncState(): Promise<SyncState>;
  /** Every node ever listed, with the uptime of the last 90 days. */
  loadNodes(): Promise<GridNode[]>;
  /** One listing in one transaction; nodes that it lacks become unknown, none is deleted. */
  saveListing(listing: Listing): Promise<SavedListing>;
  recordFailure(at: Date): Promise<void>;
}
