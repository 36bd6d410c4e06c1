import { useApi } from '../api/query.ts';
import type { Sort } from '../ui/sorting.ts';

export const earningsSorts = ['node', 'hours', 'marketplace', 'chain'] as const;
type EarningsSort = Sort<(typeof earningsSorts)[number]>;

/** The sums and the first page of nodes of a month; the tabs ask for further pages themselves. */
export const useEarnings = (
  month: string | undefined,
  more: { cursor?: string | undefined; sort?: EarningsSort } = {},
) =>
  useApi(
    'listEarnings',
    { query: { month, ...more, limit: NODES_SHOWN } },
    { refetchInterval: 30_000, placeholderData: (old) => old },
  );

export const NODES_SHOWN = 50;

export const usePayoutAddress = () => useApi('getPayoutAddress');
