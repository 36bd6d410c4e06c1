import { useApi } from '../api/query.ts';

/** The sums and the first page of nodes of a month; the tabs ask for further pages themselves. */
export const useEarnings = (month: string | undefined, cursor?: string) =>
  useApi(
    'listEarnings',
    { query: { month, cursor, limit: NODES_SHOWN } },
    { refetchInterval: 30_000, placeholderData: (old) => old },
  );

export const NODES_SHOWN = 50;

export const usePayoutAddress = () => useApi('getPayoutAddress');
