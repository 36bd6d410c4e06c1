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
import { NoNodes } from './no-nodes.tsx';
import { type NodesSearch, readNodesSearch } from './nodes-search.ts';
import { offerStates } from './offer-status.ts';
import { ProviderNodeTable } from './provider-node-table.tsx';

const PAGE_SIZE = 50;

/** Every node that the provider brought here. */
export function ProviderNodesPage() {
  const { state, sort = 'id' } = useSearch({ from: '/console/provider/nodes' });
  const navigate = useNavigate({ from: '/provider/nodes' });
  const change = (patch: NodesSearch | { state: undefined }) =>
    void navigate({ search: (old) => readNodesSearch({ ...old, ...patch }), replace: true });
  const filter = { state, sort };
  const pages = usePages(filter);
  const list = useApi(
    'listProviderNodes',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const items = list.data?.items;
  return (
    <Page
      title="Your nodes"
      actions={
        <>
          <ExportCsv save={() => downloadCsv('listProviderNodes', filter, 'nodes')} />
          <Link to="/provider/apply" className={buttonClass({ kind: 'primary' })}>
            Add nodes
          </Link>
        </>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="p-4">
          <Select
            label="Show"
            hideLabel
            className="w-44"
            value={state ?? 'all'}
            options={[{ id: 'all', name: 'All states' }, ...offerStates]}
            onChange={(id) => change({ state: id === 'all' ? undefined : (id as NonNullable<NodesSearch['state']>) })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading your nodes" />}
        {items?.length === 0 && state === undefined && <NoNodes />}
        {items?.length === 0 && state !== undefined && (
          <Empty title="None of your nodes is in this state">Choose another state to see the others.</Empty>
        )}
        {items && items.length > 0 && (
          <ProviderNodeTable items={items} sort={sort} onSort={(next) => change({ sort: next })} />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}
