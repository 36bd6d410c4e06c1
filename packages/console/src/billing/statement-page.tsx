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
import { useNowMs } from '../ui/time-text.tsx';
import { StatementCheck } from './statement-check.tsx';
import { type Kind, kindNames, lastMonths, monthName, monthOf, monthPeriod } from './statement-search.ts';
import { StatementTable } from './statement-table.tsx';

const PAGE_SIZE = 50;

/** Opening, every line, closing: always on one screen, and the sum is right. */
export function StatementPage() {
  const search = useSearch({ from: '/console/statement' });
  const navigate = useNavigate({ from: '/statement' });
  const nowMs = useNowMs();
  const month = search.month ?? monthOf(nowMs);
  const filter = { ...(search.kind ? { kind: search.kind } : {}), ...(month === 'all' ? {} : monthPeriod(month)) };
  const pages = usePages(filter);
  const list = useApi(
    'listTransactions',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 30_000, placeholderData: (old) => old },
  );
  const months = lastMonths(nowMs, 12).map((id) => ({ id, name: monthName(id) }));
  return (
    <Page
      title="Statement"
      actions={<ExportCsv save={() => downloadCsv('listTransactions', filter, `statement-${month}`)} />}
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap gap-3 p-4">
          <Select
            label="Month"
            hideLabel
            className="min-w-36 flex-1 sm:max-w-44"
            value={month}
            options={[...months, { id: 'all', name: 'All time' }]}
            onChange={(id) => void navigate({ search: (old) => ({ ...old, month: id }) })}
          />
          <Select
            label="Kind"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-40"
            value={search.kind ?? 'all'}
            options={[
              { id: 'all', name: 'All kinds' },
              ...Object.entries(kindNames).map(([id, name]) => ({ id, name })),
            ]}
            onChange={(id) =>
              void navigate({ search: (old) => ({ ...old, kind: id === 'all' ? undefined : (id as Kind) }) })
            }
          />
        </div>
        {list.isPending && <SkeletonRows rows={8} label="Loading the statement" />}
        {list.data?.items.length === 0 && (
          <Empty
            title={
              search.kind
                ? `No ${kindNames[search.kind].toLowerCase()} in this period`
                : 'Nothing was credited or charged in this period'
            }
            action={
              <Link to="/balance" className={buttonClass()}>
                Top up
              </Link>
            }
          >
            Every top-up and every charged hour gets a line here, with how it was computed.
          </Empty>
        )}
        {list.data && list.data.items.length > 0 && (
          <StatementTable
            page={list.data}
            bounded={!search.kind}
            first={pages.number === 0}
            last={list.data.nextCursor === null}
          />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      {list.data && !search.kind && (
        <StatementCheck page={list.data} whole={pages.number === 0 && list.data.nextCursor === null} />
      )}
    </Page>
  );
}
