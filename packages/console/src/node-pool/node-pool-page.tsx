import { Link, Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { offerStates } from '../provider/offer-status.ts';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { type PoolSearch, readPoolSearch } from './pool-search.ts';
import { PoolTable } from './pool-table.tsx';

const PAGE_SIZE = 50;

/** Every node that a provider brought: whose it is, whether it is sold and why not; one opens over the list. */
export function NodePoolPage() {
  const search = useSearch({ from: '/console/operator/nodes' });
  const navigate = useNavigate({ from: '/operator/nodes' });
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const change = (patch: PoolSearch | { state: undefined }) =>
    void navigate({ to: '.', search: (old) => readPoolSearch({ ...old, ...patch }), replace: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (q !== search.q) void navigate({ to: '.', search: (old) => readPoolSearch({ ...old, q }), replace: true });
  }, [q]);
  const { state, sort = 'id' } = search;
  const filter = { q, state, sort };
  const pages = usePages(filter);
  const list = useApi(
    'listNodePool',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const found = list.data;
  const filtered = q !== undefined || state !== undefined;
  return (
    <Page
      title="Nodes"
      summary={found && <Sold pool={found.pool} />}
      actions={<ExportCsv save={() => downloadCsv('listNodePool', filter, 'node-pool')} />}
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-end gap-3 p-4">
          <TextField
            label={<span className="sr-only">Filter by provider, place or number</span>}
            placeholder="Provider, place or number"
            type="search"
            className="min-w-48 flex-1 sm:max-w-72"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label="Show"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={state ?? 'all'}
            options={[{ id: 'all', name: 'All states' }, ...offerStates]}
            onChange={(id) => change({ state: id === 'all' ? undefined : (id as NonNullable<PoolSearch['state']>) })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={6} label="Loading the nodes" />}
        {found?.items.length === 0 && <NoNodes filtered={filtered} />}
        {found && found.items.length > 0 && (
          <PoolTable items={found.items} sort={sort} onSort={(next) => change({ sort: next })} />
        )}
        {found && (
          <Pager
            pages={pages}
            nextCursor={found.nextCursor}
            shown={found.items.length}
            pageSize={PAGE_SIZE}
            total={found.total}
          />
        )}
      </Card>
      <Outlet />
    </Page>
  );
}

/** What the settings say about nodes that nobody brought. */
function Sold({ pool }: { pool: 'grid' | 'listed' }) {
  return (
    <>
      {pool === 'grid'
        ? 'Nodes that providers brought. Whatever else the grid offers is sold too.'
        : 'Nodes that providers brought. Only these are sold.'}{' '}
      <Link to="/operator/settings/providers" className="link">
        Change
      </Link>
    </>
  );
}

function NoNodes({ filtered }: { filtered: boolean }) {
  if (filtered) return <Empty title="No node fits">Choose another state, or search for part of a name.</Empty>;
  return (
    <Empty
      title="No provider has brought a node yet"
      action={
        <Link to="/operator/providers" className="link">
          See who asks to become a provider
        </Link>
      }
    >
      A node is listed here when you approve the request of its owner.
    </Empty>
  );
}
