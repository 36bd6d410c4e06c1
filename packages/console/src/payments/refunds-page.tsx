import type { Refund } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { type ChosenSort, sortBy } from '../ui/money-sort.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { ListFilters } from './list-filters.tsx';
import { refundShows } from './payment-search.ts';
import { refundStatuses } from './payment-words.ts';
import { PaymentsTabs } from './payments-tabs.tsx';
import { Owner } from './top-up-table.tsx';
import { useListSearch } from './use-list-search.ts';

const PAGE_SIZE = 50;

/** What went back to cards, asked for here or made at Stripe. */
export function RefundsPage() {
  const search = useSearch({ from: '/console/operator/payments/refunds' });
  const navigate = useNavigate({ from: '/operator/payments/refunds' });
  const { filter, narrowed, sort, onSort, fields } = useListSearch(
    search,
    refundShows,
    (change) => void navigate({ search: change, replace: true }),
  );
  const pages = usePages(filter);
  const list = useApi(
    'listRefunds',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 10_000 },
  );
  const items = list.data?.items;
  return (
    <Page title="Payments" actions={<ExportCsv save={() => downloadCsv('listRefunds', filter, 'refunds')} />}>
      <PaymentsTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <ListFilters what="e-mail or Stripe’s refund id" {...fields} />
        {list.isPending && <SkeletonRows rows={6} label="Loading the refunds" />}
        {items?.length === 0 && (
          <Empty title={narrowed ? 'No refund fits' : 'Nothing was refunded yet'}>
            Refunds made here, and those made in Stripe’s own dashboard, are listed with how they went.
          </Empty>
        )}
        {items && items.length > 0 && <Rows items={items} sort={sort} onSort={onSort} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

interface RowsProps {
  items: Refund[];
  sort: ChosenSort | undefined;
  onSort: (sort: ChosenSort | undefined) => void;
}

function Rows({ items, sort, onSort }: RowsProps) {
  return (
    <Table
      caption="Refunds"
      columns={[
        { name: 'User' },
        { name: 'Status' },
        { name: 'Reason', wideOnly: true },
        { name: 'By', wideOnly: true },
        { name: 'When', ...sortBy('time', sort, onSort) },
        { name: 'Amount', numeric: true, ...sortBy('amount', sort, onSort) },
      ]}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<Owner user={item.user} />}
          amount={<MoneyText money={item.amount} />}
          second={<StatusBadge status={refundStatuses[item.status]} reason={item.failure} />}
          age={<TimeText at={item.createdAt} style="ago" />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <Owner user={item.user} />
          </Cell>
          <Cell className="max-w-80">
            <StatusBadge status={refundStatuses[item.status]} reason={item.failure} />
          </Cell>
          <Cell wideOnly className="max-w-80 truncate text-text-2" title={item.reason ?? undefined}>
            {item.reason ?? '–'}
          </Cell>
          <Cell wideOnly className="text-text-2">
            {item.origin === 'stripe' ? 'Stripe’s dashboard' : item.requestedBy}
          </Cell>
          <Cell>
            <TimeText at={item.createdAt} />
          </Cell>
          <Cell numeric>
            <MoneyText money={item.amount} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
