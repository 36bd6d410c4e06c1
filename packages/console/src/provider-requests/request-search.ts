import { readOneOf, readText } from '../ui/search.ts';

export const requestShows = [
  { id: 'open', name: 'Open' },
  { id: 'approved', name: 'Approved' },
  { id: 'declined', name: 'Declined' },
  { id: 'withdrawn', name: 'Withdrawn' },
  { id: 'all', name: 'All' },
] as const;
export type RequestShow = (typeof requestShows)[number]['id'];

export interface RequestSearch {
  show?: RequestShow;
  q?: string;
}

/** What of the address is a filter of this page. */
export function readRequestSearch(search: Record<string, unknown>): RequestSearch {
  const show = readOneOf(
    search.show,
    requestShows.map(({ id }) => id),
  ) as RequestShow | undefined;
  const q = readText(search.q, 100);
  return { ...(show && show !== 'open' ? { show } : {}), ...(q ? { q } : {}) };
}
