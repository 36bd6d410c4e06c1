import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { type PaymentSearch, topUpShows } from './payment-search.ts';
import { PaymentsTabs } from './payments-tabs.tsx';
import { RefundForm } from './refund-form.tsx';
import { TopUpTable } from './top-up-table.tsx';

const PAGE_SIZE = 50;

/** What users paid by card, and the way to give it back. */
export function TopUpsPage() {
  const search = useSearch({ from: '/console/operator/payments' });
  const navigate = useNavigate({ from: '/operator/payments' });
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const filter = { q, status: search.show, sort: search.order };
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
        <div className="flex flex-wrap items-end gap-3 p-4">
          <TextField
            label={<span className="sr-only">Filter by e-mail or payment id</span>}
            placeholder="Filter by e-mail or payment id"
            type="search"
            className="min-w-48 flex-1 sm:max-w-72"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label="Show"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={search.show ?? 'all'}
            options={Object.entries(topUpShows).map(([id, name]) => ({ id, name }))}
            onChange={(id) =>
              void navigate({
                search: ({ show: _, ...kept }) =>
                  id === 'all' ? kept : { ...kept, show: id as NonNullable<PaymentSearch['show']> },
              })
            }
          />
        </div>
        {list.isPending && <SkeletonRows rows={8} label="Loading the top-ups" />}
        {items?.length === 0 && (
          <Empty title={q || search.show ? 'No top-up fits' : 'Nobody has topped up yet'}>
            {q || search.show
              ? 'Clear the filter, or search by part of the e-mail address.'
              : 'Every top-up of a user is listed here, with what can be refunded of it.'}
          </Empty>
        )}
        {items && items.length > 0 && (
          <TopUpTable
            items={items}
            sort={search.order}
            onSort={(order) =>
              void navigate({ search: ({ order: _, ...kept }) => (order ? { ...kept, order } : kept) })
            }
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
