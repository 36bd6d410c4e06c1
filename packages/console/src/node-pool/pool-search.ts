import type { OfferState } from '@marketplace/contract';
import { offerStates } from '../provider/offer-status.ts';
import { readOneOf, readText } from '../ui/search.ts';
import { readSort, type Sort } from '../ui/sorting.ts';

export const poolSorts = ['id', 'provider', 'state', 'share', 'uptime', 'deployments'] as const;
export type PoolSort = Sort<(typeof poolSorts)[number]>;

export interface PoolSearch {
  q?: string;
  state?: OfferState;
  sort?: PoolSort;
}

/** What of the address is a filter of this page. */
export function readPoolSearch(search: Record<string, unknown>): PoolSearch {
  const q = readText(search.q, 100);
  const state = readOneOf(
    search.state,
    offerStates.map(({ id }) => id),
  );
  const sort = readSort(search.sort, poolSorts);
  return { ...(q ? { q } : {}), ...(state ? { state } : {}), ...(sort && sort !== 'id' ? { sort } : {}) };
}
