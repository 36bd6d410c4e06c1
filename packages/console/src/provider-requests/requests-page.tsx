import type { OperatorProviderRequest } from '@marketplace/contract';
import { Link, Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { requestStatus } from '../provider/request-status.ts';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { type SortedBy, useSort } from '../ui/use-sort.ts';
import { type RequestShow, requestShows } from './request-search.ts';

const PAGE_SIZE = 50;
const sorts = ['name', 'email', 'status', 'created'] as const;
type By = SortedBy<(typeof sorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'Name', ...by('name') },
  { name: 'E-mail', wideOnly: true, ...by('email') },
  { name: 'Status', ...by('status') },
  { name: 'Nodes' },
  { name: 'Sent', ...by('created') },
];

/** Who asks to become a provider or to add nodes; one request opens over the list. */
export function ProviderRequestsPage() {
  const search = useSearch({ from: '/console/operator/providers' });
  const navigate = useNavigate({ from: '/operator/providers' });
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const status = search.show ?? ('open' as const);
  const { sort, by } = useSort(sorts, '-created');
  const filter = { status, q, sort };
  const pages = usePages(filter);
  const list = useApi(
    'listAllProviderRequests',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 15_000 },
  );
  const items = list.data?.items;
  return (
    <Page
      title="Providers"
      actions={<ExportCsv save={() => downloadCsv('listAllProviderRequests', filter, 'provider-requests')} />}
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-end gap-3 p-4">
          <TextField
            label={<span className="sr-only">Filter by name, e-mail or node</span>}
            placeholder="Filter by name, e-mail or node"
            type="search"
            className="min-w-48 flex-1 sm:max-w-72"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label="Show"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={status}
            options={requestShows}
            onChange={(id) => void navigate({ search: id === 'open' ? {} : { show: id as RequestShow } })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading the requests" />}
        {items?.length === 0 && (
          <Empty title={status === 'open' && !q ? 'No request waits' : 'No request fits'}>
            People who want to offer nodes here are listed with what the chain says about their nodes. Choose another
            state to see those that were decided.
          </Empty>
        )}
        {items && items.length > 0 && <RequestTable items={items} by={by} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <Outlet />
    </Page>
  );
}

function RequestTable({ items, by }: { items: OperatorProviderRequest[]; by: By }) {
  return (
    <Table
      caption="Requests"
      columns={columnsOf(by)}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<RequestLink item={item} />}
          amount={nodeCount(item)}
          second={<StatusBadge status={requestStatus(item.status, 'operator')} />}
          age={<TimeText at={item.createdAt} style="ago" />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <RequestLink item={item} />
          </Cell>
          <Cell wideOnly className="text-text-2">
            {item.applicant.email}
          </Cell>
          <Cell>
            <StatusBadge status={requestStatus(item.status, 'operator')} />
          </Cell>
          <Cell className="figures">{item.nodes.map(({ nodeId }) => nodeId).join(', ')}</Cell>
          <Cell>
            <TimeText at={item.createdAt} style="ago" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const nodeCount = ({ nodes }: OperatorProviderRequest): string =>
  nodes.length === 1 ? '1 node' : `${nodes.length} nodes`;

function RequestLink({ item }: { item: OperatorProviderRequest }) {
  return (
    <Link to="/operator/providers/$id" params={{ id: item.id }} search className="link break-words">
      {item.name}
    </Link>
  );
}
