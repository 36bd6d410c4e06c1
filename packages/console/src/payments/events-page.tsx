import type { StripeEventSummary } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { ListFilters } from './list-filters.tsx';
import { eventShows } from './payment-search.ts';
import { eventStates } from './payment-words.ts';
import { PaymentsTabs } from './payments-tabs.tsx';
import { useListSearch } from './use-list-search.ts';

const columns: Column[] = [
  { name: 'Type' },
  { name: 'Status' },
  { name: 'What became of it' },
  { name: 'Id', wideOnly: true },
  { name: 'Received' },
];
const PAGE_SIZE = 50;

/** The inbox of Stripe's events: each is kept before it is acknowledged, and says what became of it. */
export function EventsPage() {
  const search = useSearch({ from: '/console/operator/payments/events' });
  const navigate = useNavigate({ from: '/operator/payments/events' });
  const { filter, narrowed, fields } = useListSearch(
    search,
    eventShows,
    (change) => void navigate({ search: change, replace: true }),
  );
  const { q, status: state } = filter;
  const asked = { q, state, ...('from' in filter ? { from: filter.from, to: filter.to } : {}) };
  const pages = usePages(asked);
  const list = useApi(
    'listStripeEvents',
    { query: { ...asked, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  return (
    <Page title="Payments" actions={<ExportCsv save={() => downloadCsv('listStripeEvents', asked, 'stripe-events')} />}>
      <PaymentsTabs />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <ListFilters what="type or id" {...fields} />
        {list.isPending && <SkeletonRows rows={8} label="Loading the events" />}
        {items?.length === 0 && (
          <Empty title={narrowed ? 'No event fits' : 'Stripe has sent no event yet'}>
            Every event of Stripe is kept here before it is acknowledged, and worked on in any order.
          </Empty>
        )}
        {items && items.length > 0 && <Rows items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

function Rows({ items }: { items: StripeEventSummary[] }) {
  return (
    <Table
      caption="Events of Stripe, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<span className="break-all">{item.type}</span>}
          amount={<StatusBadge status={eventStates[item.state]} />}
          second={outcomeWords(item)}
          age={<TimeText at={item.receivedAt} style="ago" />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>{item.type}</Cell>
          <Cell>
            <StatusBadge status={eventStates[item.state]} />
          </Cell>
          <Cell className="max-w-80 text-text-2">{outcomeWords(item)}</Cell>
          <Cell wideOnly>
            <code className="break-all font-mono text-mono text-text-2">{item.id}</code>
          </Cell>
          <Cell>
            <TimeText at={item.receivedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function outcomeWords({ state, outcome, waitingFor }: StripeEventSummary): string {
  if (state === 'open') return waitingFor ? `came before payment ${waitingFor}` : 'is being worked on';
  return outcome?.replaceAll('_', ' ') ?? '–';
}
