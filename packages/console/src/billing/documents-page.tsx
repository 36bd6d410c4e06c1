import type { DocumentKind } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { BillingDetailsCard } from './billing-details-card.tsx';
import { DocumentTable } from './document-table.tsx';
import { documentNames } from './document-words.ts';

const PAGE_SIZE = 25;

/** Every receipt, invoice and credit note, and whose name stands on the next ones. */
export function DocumentsPage() {
  const filter = useSearch({ from: '/console/invoices' });
  const navigate = useNavigate({ from: '/invoices' });
  const pages = usePages(filter);
  const list = useApi(
    'listInvoices',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  return (
    <Page title="Invoices" actions={<ExportCsv save={() => downloadCsv('listInvoices', { ...filter }, 'invoices')} />}>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="p-4">
          <Select
            label="Kind"
            hideLabel
            className="w-48"
            value={filter.kind ?? 'all'}
            options={[
              { id: 'all', name: 'All kinds' },
              ...Object.entries(documentNames).map(([id, name]) => ({ id, name })),
            ]}
            onChange={(id) => void navigate({ search: id === 'all' ? {} : { kind: id as DocumentKind } })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading your invoices" />}
        {list.data?.items.length === 0 && (
          <Empty
            title={filter.kind ? `No ${documentNames[filter.kind].toLowerCase()} yet` : 'No receipts or invoices yet'}
            action={
              <Link to="/balance" className={buttonClass()}>
                Top up
              </Link>
            }
          >
            Every top-up gets a receipt. What you use in a month is invoiced on the first of the next.
          </Empty>
        )}
        {list.data && list.data.items.length > 0 && <DocumentTable items={list.data.items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <BillingDetailsCard />
    </Page>
  );
}
