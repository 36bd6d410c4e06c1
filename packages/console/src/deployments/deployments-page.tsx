import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { isMoving } from './deployment-status.ts';
import { DeploymentTable } from './deployment-table.tsx';

const PAGE_SIZE = 50;

export function DeploymentsPage() {
  const { show } = useSearch({ from: '/console/deployments' });
  const navigate = useNavigate({ from: '/deployments' });
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim()) || undefined;
  const filter = { ...(show ? {} : { status: 'live' as const }), q };
  const pages = usePages(filter);
  const list = useApi(
    'listDeployments',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    {
      placeholderData: (old) => old,
      refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => isMoving(status)) ? 2_000 : 15_000),
    },
  );
  const items = list.data?.items;
  return (
    <Page
      title="Deployments"
      actions={
        <Link to="/deploy" className={buttonClass({ kind: 'primary' })}>
          Deploy
        </Link>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-end gap-3 p-4">
          <TextField
            label={<span className="sr-only">Filter by name</span>}
            placeholder="Filter by name"
            type="search"
            className="min-w-36 flex-1 sm:max-w-60"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label="Show"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={show ?? 'live'}
            options={[
              { id: 'live', name: 'Live' },
              { id: 'all', name: 'Live and ended' },
            ]}
            onChange={(id) => void navigate({ search: id === 'all' ? { show: 'all' } : {} })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={6} label="Loading your deployments" />}
        {items?.length === 0 && <NothingFound filtered={q !== undefined} onClear={() => setTyped('')} />}
        {items && items.length > 0 && <DeploymentTable items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

function NothingFound({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <Empty
        title="No deployment has this in its name"
        action={
          <button type="button" className={buttonClass()} onClick={onClear}>
            Clear the filter
          </button>
        }
      />
    );
  }
  return (
    <Empty
      title="Nothing is deployed yet"
      action={
        <Link to="/deploy" className={buttonClass()}>
          Choose a size
        </Link>
      }
    >
      A deployment is a server of yours on one node of the grid. It is charged by the second while it runs.
    </Empty>
  );
}
