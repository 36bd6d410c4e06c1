import type { Transaction } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';

const PAGE_SIZE = 100;
/** A thousand lines: three machines for two weeks. */
const MOST_PAGES = 10;

export interface UsageLines {
  items: Transaction[];
  /** No charge since `from` is missing. */
  whole: boolean;
}

/** Charges since a moment, newest first, as many as can be had in a few answers. */
export function useUsageLines(from: string): UsageLines | undefined {
  return useQuery<UsageLines, ApiError>({
    queryKey: ['listTransactions', 'usage-lines', from],
    queryFn: async ({ signal }) => {
      const items: Transaction[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await api('listTransactions', {
          query: { kind: 'usage', from, limit: PAGE_SIZE, cursor },
          signal,
        });
        items.push(...answer.items);
        if (answer.nextCursor === null) return { items, whole: true };
        cursor = answer.nextCursor;
      }
      return { items, whole: false };
    },
    staleTime: 5 * 60_000,
  }).data;
}
