import { Link, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { StatementCheck } from './statement-check.tsx';
import { StatementFilters } from './statement-filters.tsx';
import { kindNames, monthOf, statementFilter } from './statement-search.ts';
import { StatementTable } from './statement-table.tsx';

const PAGE_SIZE = 50;

/** Opening, every line, closing: always on one screen, and the sum is right. */
export function StatementPage() {
  const search = useSearch({ from: '/console/statement' });
  const nowMs = useNowMs();
  const filter = statementFilter(search, nowMs);
  const narrowed = search.kind !== undefined || search.deployment !== undefined;
  const pages = usePages(filter);
  const list = useApi(
    'listTransactions',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 30_000, placeholderData: (old) => old },
  );
  return (
    <Page
      title="Statement"
      actions={
        <ExportCsv
          save={() => downloadCsv('listTransactions', filter, `statement-${search.month ?? monthOf(nowMs)}`)}
        />
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <StatementFilters />
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
            bounded={!narrowed}
            first={pages.number === 0}
            last={list.data.nextCursor === null}
          />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      {list.data && !narrowed && (
        <StatementCheck page={list.data} whole={pages.number === 0 && list.data.nextCursor === null} />
      )}
    </Page>
  );
}
