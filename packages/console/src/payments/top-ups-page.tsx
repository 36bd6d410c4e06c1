import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ListFilters } from './list-filters.tsx';
import { topUpShows } from './payment-search.ts';
import { PaymentsTabs } from './payments-tabs.tsx';
import { RefundForm } from './refund-form.tsx';
import { TopUpTable } from './top-up-table.tsx';
import { useListSearch } from './use-list-search.ts';

const PAGE_SIZE = 50;

/** What users paid by card, and the way to give it back. */
export function TopUpsPage() {
  const search = useSearch({ from: '/console/operator/payments' });
  const navigate = useNavigate({ from: '/operator/payments' });
  const { filter, narrowed, sort, onSort, fields } = useListSearch(
    search,
    topUpShows,
    (change) => void navigate({ search: change, replace: true }),
  );
  const pages = usePages(filter);
  const list = useApi(
    'listAllTopUps',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  const chosen = items?.find(({ id }) => id === search.refund);
  const close = () => void navigate({ search: ({ refund: _, ...kept }) => kept, replace: true });
  return (
    <Page title="Payments" actions={<ExportCsv save={() => downloadCsv('listAllTopUps', filter, 'top-ups')} />}>
      <PaymentsTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <ListFilters what="e-mail or payment id" {...fields} />
        {list.isPending && <SkeletonRows rows={8} label="Loading the top-ups" />}
        {items?.length === 0 && (
          <Empty title={narrowed ? 'No top-up fits' : 'Nobody has topped up yet'}>
            {narrowed
              ? 'Clear the filter, or search by part of the e-mail address.'
              : 'Every top-up of a user is listed here, with what can be refunded of it.'}
          </Empty>
        )}
        {items && items.length > 0 && (
          <TopUpTable
            items={items}
            sort={sort}
            onSort={onSort}
            onRefund={(id) => void navigate({ search: (old) => ({ ...old, refund: id }) })}
          />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel title="Refund a top-up" open={chosen !== undefined} onClose={close}>
        {chosen && <RefundForm topUp={chosen} onDone={close} />}
      </SidePanel>
    </Page>
  );
}
