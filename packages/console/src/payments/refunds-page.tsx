import type { Refund } from '@marketplace/contract';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { refundStatuses } from './payment-words.ts';
import { PaymentsTabs } from './payments-tabs.tsx';
import { Owner } from './top-up-table.tsx';

const columns: Column[] = [
  { name: 'User' },
  { name: 'Status' },
  { name: 'Reason', wideOnly: true },
  { name: 'By', wideOnly: true },
  { name: 'When' },
  { name: 'Amount', numeric: true },
];
const PAGE_SIZE = 50;

/** What went back to cards, asked for here or made at Stripe. */
export function RefundsPage() {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim()) || undefined;
  const filter = { q };
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
        <div className="p-4">
          <TextField
            label={<span className="sr-only">Filter refunds by e-mail</span>}
            placeholder="Filter by e-mail"
            type="search"
            className="w-72 max-w-full"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {list.isPending && <SkeletonRows rows={6} label="Loading the refunds" />}
        {items?.length === 0 && (
          <Empty title={q ? 'No refund fits' : 'Nothing was refunded yet'}>
            Refunds made here, and those made in Stripe’s own dashboard, are listed with how they went.
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

function Rows({ items }: { items: Refund[] }) {
  return (
    <Table
      caption="Refunds, newest first"
      columns={columns}
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
