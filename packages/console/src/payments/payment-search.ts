import { type ChosenSort, readMoneySort } from '../ui/money-sort.ts';
import { readOneOf, readText } from '../ui/search.ts';

export const topUpShows = {
  all: 'All top-ups',
  succeeded: 'Paid',
  processing: 'Processing',
  failed: 'Failed',
} as const;
export type TopUpShow = keyof typeof topUpShows;

export interface PaymentSearch {
  q?: string;
  show?: Exclude<TopUpShow, 'all'>;
  order?: ChosenSort;
  /** The top-up whose refund is being written. */
  refund?: string;
}

/** What of the address the list of top-ups understands. */
export function readPaymentSearch(search: Record<string, unknown>): PaymentSearch {
  const q = readText(search.q, 100);
  const show = readOneOf(search.show, ['succeeded', 'processing', 'failed'] as const);
  const refund = readText(search.refund, 50);
  return {
    ...(q ? { q } : {}),
    ...(show ? { show } : {}),
    ...(refund ? { refund } : {}),
    ...readMoneySort(search.order),
  };
}
