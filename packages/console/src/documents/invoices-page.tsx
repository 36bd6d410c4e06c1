import type { DocumentKind, DocumentSummary } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { BillingDetailsCard } from './billing-details-card.tsx';
import { kindWords, monthWords } from './document-words.ts';
import { usePdfs } from './pdf-button.tsx';

const PAGE_SIZE = 25;
const columns: Column[] = [
  { name: 'Number' },
  { name: 'Kind' },
  { name: 'Month' },
  { name: 'Issued' },
  { name: 'Total', numeric: true },
  { name: <span className="sr-only">File</span> },
];

/** Receipts, monthly invoices and credit notes, each as it was written down, and the address that stands on them. */
export function InvoicesPage() {
  const { kind } = useSearch({ from: '/console/invoices' });
  const navigate = useNavigate({ from: '/invoices' });
  const filter = kind ? { kind } : {};
  const pages = usePages(filter);
  const list = useApi(
    'listInvoices',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  const items = list.data?.items;
  return (
    <Page title="Invoices" actions={<ExportCsv save={() => downloadCsv('listInvoices', filter, 'invoices')} />}>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="p-4">
          <Select
            label="Kind"
            hideLabel
            className="w-52"
            value={kind ?? 'all'}
            options={[
              { id: 'all', name: 'All kinds' },
              ...Object.entries(kindWords).map(([id, name]) => ({ id, name: `${name}s` })),
            ]}
            onChange={(id) => void navigate({ search: id === 'all' ? {} : { kind: id as DocumentKind } })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading the documents" />}
        {items?.length === 0 && (
          <Empty title="There is no document yet">
            Each top-up gets a receipt at once. What was used in a month (UTC) gets an invoice when the month is over.
          </Empty>
        )}
        {items && items.length > 0 && <DocumentTable items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <BillingDetailsCard />
    </Page>
  );
}

function DocumentTable({ items }: { items: DocumentSummary[] }) {
  const pdfs = usePdfs('getInvoicePdf');
  return (
    <>
      {pdfs.trouble}
      <Table
        caption="Documents, newest first"
        columns={columns}
        narrow={items.map((item) => (
          <NarrowRow
            key={item.id}
            first={<NumberLink item={item} />}
            amount={<MoneyText money={item.total} />}
            second={`${kindWords[item.kind]}${item.period ? `, ${monthWords(item.period)}` : ''}`}
            age={pdfs.button(item)}
          />
        ))}
      >
        {items.map((item) => (
          <Row key={item.id}>
            <Cell head className="whitespace-nowrap">
              <NumberLink item={item} />
            </Cell>
            <Cell>{kindWords[item.kind]}</Cell>
            <Cell>{monthWords(item.period)}</Cell>
            <Cell>
              <TimeText at={item.issuedAt} style="day" />
            </Cell>
            <Cell numeric>
              <MoneyText money={item.total} />
            </Cell>
            <Cell className="w-20 text-end">{pdfs.button(item)}</Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}

const NumberLink = ({ item }: { item: DocumentSummary }) => (
  <Link to="/invoices/$id" params={{ id: item.id }} className="link">
    {item.number}
  </Link>
);
