import { monthPeriod } from '../billing/statement-search.ts';
import { type ChosenSort, readMoneySort } from '../ui/money-sort.ts';
import { readOneOf, readText } from '../ui/search.ts';

export const topUpShows = {
  all: 'All top-ups',
  succeeded: 'Paid',
  processing: 'Processing',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;
export const refundShows = {
  all: 'All refunds',
  requested: 'Asked of Stripe',
  pending: 'With the bank',
  succeeded: 'Refunded',
  failed: 'Came back',
  refused: 'Refused by Stripe',
} as const;
export const disputeShows = { all: 'All disputes', open: 'Open', closed: 'Decided' } as const;

export const eventShows = {
  all: 'All events',
  open: 'Not worked on yet',
  done: 'Worked on',
  ignored: 'Not for us',
  unreadable: 'Unreadable',
} as const;

type Show<Shows> = Exclude<keyof Shows, 'all'>;

/** What the lists of payments have alike in their address. */
export interface ListSearch<Shows> {
  q?: string;
  show?: Show<Shows>;
  /** Such as 2026-11; everything without it. */
  month?: string;
  order?: ChosenSort;
}

export interface TopUpListSearch extends ListSearch<typeof topUpShows> {
  /** The top-up whose refund is being written. */
  refund?: string;
}

export function readPaymentSearch(search: Record<string, unknown>): TopUpListSearch {
  const refund = readText(search.refund, 50);
  return { ...readListSearch(search, topUpShows), ...(refund ? { refund } : {}) };
}
export const readRefundSearch = (search: Record<string, unknown>) => readListSearch(search, refundShows);
export const readEventSearch = (search: Record<string, unknown>) => readListSearch(search, eventShows);
export const readDisputeSearch = (search: Record<string, unknown>) => readListSearch(search, disputeShows);

function readListSearch<Shows extends object>(search: Record<string, unknown>, shows: Shows): ListSearch<Shows> {
  const q = readText(search.q, 100);
  const show = readOneOf(search.show, Object.keys(shows)) as Show<Shows> | 'all' | undefined;
  const month = readText(search.month, 7);
  return {
    ...(q ? { q } : {}),
    ...(show && show !== 'all' ? { show } : {}),
    ...(month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...readMoneySort(search.order),
  };
}

/** The API's filter of such an address. */
export const listFilter = <Shows>({ show, month, order }: ListSearch<Shows>, q: string | undefined) => ({
  q,
  status: show,
  sort: order,
  ...(month ? monthPeriod(month) : {}),
});

/** The address after a change: what is empty is left out. */
export const changed = <Search extends object>(
  old: Search,
  part: { [Key in keyof Search]?: Search[Key] | undefined },
): Search =>
  Object.fromEntries(Object.entries({ ...old, ...part }).filter(([, value]) => value !== undefined)) as Search;
