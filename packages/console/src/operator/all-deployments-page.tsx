import type { OperatorDeployment } from '@marketplace/contract';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { DeploymentBadge } from '../deployments/deployment-badge.tsx';
import { isFinal } from '../deployments/deployment-status.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { type SortedBy, useSort } from '../ui/use-sort.ts';

const sorts = ['created', 'name', 'owner', 'status', 'node', 'hourly', 'cost'] as const;
type By = SortedBy<(typeof sorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'Name', ...by('name') },
  { name: 'Owner', ...by('owner') },
  { name: 'Status', ...by('status') },
  { name: 'Node', ...by('node') },
  { name: 'Contract', numeric: true, wideOnly: true },
  { name: 'Per hour', numeric: true, ...by('hourly') },
  { name: 'Sold so far', numeric: true, ...by('cost') },
];
const PAGE_SIZE = 50;
const shows = [
  { id: 'live', name: 'Live' },
  { id: 'ended', name: 'Ended' },
  { id: 'all', name: 'Live and ended' },
] as const;

export function AllDeploymentsPage() {
  const { userId } = useSearch({ from: '/console/operator/deployments' });
  const [typed, setTyped] = useState('');
  const [show, setShow] = useState<(typeof shows)[number]['id']>('live');
  const q = useSettled(typed.trim()) || undefined;
  const { sort, by } = useSort(sorts, '-created');
  const filter = { q, userId, ...(show === 'all' ? {} : { status: show }), sort };
  const pages = usePages(filter);
  const list = useApi(
    'listAllDeployments',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  return (
    <Page
      title={userId ? 'Deployments of one user' : 'All deployments'}
      actions={
        <>
          {userId && (
            <Link to="/operator/deployments" className={buttonClass()}>
              Show all
            </Link>
          )}
          <ExportCsv save={() => downloadCsv('listAllDeployments', filter, 'deployments')} />
        </>
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
            value={show}
            options={shows}
            onChange={(id) => setShow(id as typeof show)}
          />
        </div>
        {list.isPending && <SkeletonRows rows={8} label="Loading the deployments" />}
        {items?.length === 0 && <Empty title="No deployment fits">Show ended ones too, or clear the filter.</Empty>}
        {items && items.length > 0 && <Rows items={items} by={by} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

function Rows({ items, by }: { items: OperatorDeployment[]; by: By }) {
  return (
    <Table
      caption="Deployments of all users"
      columns={columnsOf(by)}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={item.name}
          amount={<MoneyText money={item.costSoFar} />}
          second={<DeploymentBadge deployment={item} />}
          age={item.owner.email}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>{item.name}</Cell>
          <Cell>
            <Link to="/operator/users/$id" params={{ id: item.owner.id }} className="link">
              {item.owner.email}
            </Link>
          </Cell>
          <Cell>
            <DeploymentBadge deployment={item} />
          </Cell>
          <Cell className="text-text-2">{`${item.nodeId}, ${item.place.country}`}</Cell>
          <Cell numeric wideOnly>
            {item.contractId ?? '–'}
          </Cell>
          <Cell numeric>{isFinal(item.status) ? '–' : <MoneyText money={item.hourly} style="rate" />}</Cell>
          <Cell numeric>
            <MoneyText money={item.costSoFar} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
