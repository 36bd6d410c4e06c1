import { Link } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { NoNodes } from './no-nodes.tsx';
import { ProviderNodeTable } from './provider-node-table.tsx';

const PAGE_SIZE = 50;

/** Every node that the provider brought here. */
export function ProviderNodesPage() {
  const pages = usePages('nodes');
  const list = useApi(
    'listProviderNodes',
    { query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const items = list.data?.items;
  return (
    <Page
      title="Your nodes"
      actions={
        <>
          <ExportCsv save={() => downloadCsv('listProviderNodes', {}, 'nodes')} />
          <Link to="/provider/apply" className={buttonClass({ kind: 'primary' })}>
            Add nodes
          </Link>
        </>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        {list.isPending && <SkeletonRows rows={5} label="Loading your nodes" />}
        {items?.length === 0 && <NoNodes />}
        {items && items.length > 0 && <ProviderNodeTable items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}
