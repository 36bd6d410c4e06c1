import type { DocumentKind } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { lastMonths, monthName, monthOf } from '../billing/statement-search.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { DocumentCheckCard } from './document-check-card.tsx';
import { kindWords } from './document-words.ts';
import { issuedIn, type OperatorDocumentSearch } from './operator-document-search.ts';
import { OperatorDocumentTable } from './operator-document-table.tsx';

const PAGE_SIZE = 50;

/** Receipts, invoices and credit notes of everybody, and whether those of a month equal the ledger. */
export function OperatorDocumentsPage() {
  const search = useSearch({ from: '/console/operator/documents' });
  const navigate = useNavigate({ from: '/operator/documents' });
  const nowMs = useNowMs();
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const month = search.month ?? monthOf(nowMs);
  const filter = { q, kind: search.kind, sort: search.order, ...issuedIn(month) };
  const pages = usePages(filter);
  const list = useApi(
    'listAllInvoices',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  const items = list.data?.items;
  const change = (part: { [Key in keyof OperatorDocumentSearch]: OperatorDocumentSearch[Key] | undefined }) =>
    void navigate({ search: (old) => clean({ ...old, ...part }), replace: true });
  const months = lastMonths(nowMs, 12);
  return (
    <Page
      title="Documents"
      actions={<ExportCsv save={() => downloadCsv('listAllInvoices', filter, `documents-${month}`)} />}
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {month !== 'all' && <DocumentCheckCard month={month} />}
      <Card flush>
        <div className="flex flex-wrap items-end gap-3 p-4">
          <TextField
            label={<span className="sr-only">Filter by number, e-mail or name</span>}
            placeholder="Filter by number, e-mail or name"
            type="search"
            className="min-w-48 flex-1 sm:max-w-72"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label="Issued in"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={month}
            options={[
              ...(months.includes(month) || month === 'all' ? months : [...months, month]).map((id) => ({
                id,
                name: monthName(id),
              })),
              { id: 'all', name: 'All time' },
            ]}
            onChange={(id) => change({ month: id === monthOf(nowMs) ? undefined : id })}
          />
          <Select
            label="Kind"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={search.kind ?? 'all'}
            options={[
              { id: 'all', name: 'All kinds' },
              ...Object.entries(kindWords).map(([id, name]) => ({ id, name: `${name}s` })),
            ]}
            onChange={(id) => change({ kind: id === 'all' ? undefined : (id as DocumentKind) })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={8} label="Loading the documents" />}
        {items?.length === 0 && (
          <Empty title={q || search.kind ? 'No document fits' : 'No document was issued in this time'}>
            {q || search.kind
              ? 'Clear the filter, or choose another month.'
              : 'Each top-up gets a receipt at once, a refund a credit note. What was used in a month (UTC) gets an invoice when the month is over.'}
          </Empty>
        )}
        {items && items.length > 0 && (
          <OperatorDocumentTable items={items} sort={search.order} onSort={(order) => change({ order })} />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

const clean = (search: object) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as OperatorDocumentSearch;
