import type { OfferState } from '@marketplace/contract';
import { readOneOf } from '../ui/search.ts';
import { readSort, type Sort } from '../ui/sorting.ts';
import { offerStates } from './offer-status.ts';

export const nodeSorts = ['id', 'uptime', 'memory', 'deployments'] as const;
export type NodesSort = Sort<(typeof nodeSorts)[number]>;

export interface NodesSearch {
  state?: OfferState;
  sort?: NodesSort;
}

/** What of the address is a filter of this page. */
export function readNodesSearch(search: Record<string, unknown>): NodesSearch {
  const state = readOneOf(
    search.state,
    offerStates.map(({ id }) => id),
  );
  const sort = readSort(search.sort, nodeSorts);
  return { ...(state ? { state } : {}), ...(sort && sort !== 'id' ? { sort } : {}) };
}
