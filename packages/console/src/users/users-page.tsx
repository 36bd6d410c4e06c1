import type { UserSummary } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { TextField } from '../ui/field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { type SortedBy, useSort } from '../ui/use-sort.ts';
import { type UserShow, userShows } from './user-search.ts';
import { roleWords, suspendedStatus } from './user-words.ts';

const sorts = ['email', 'name', 'created', 'deployments', 'available'] as const;
type By = SortedBy<(typeof sorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'E-mail', ...by('email') },
  { name: 'Name', wideOnly: true, ...by('name') },
  { name: 'Roles' },
  { name: 'Since', ...by('created') },
  { name: 'Deployments', numeric: true, ...by('deployments') },
  { name: 'Available', numeric: true, ...by('available') },
];
const PAGE_SIZE = 50;

export function UsersPage() {
  const search = useSearch({ from: '/console/operator/users' });
  const navigate = useNavigate({ from: '/operator/users' });
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const show = search.show ?? 'all';
  const { sort, by } = useSort(sorts, '-created');
  const filter = { q, ...userShows[show].filter, sort };
  const pages = usePages(filter);
  const list = useApi(
    'listUsers',
    { query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  const items = list.data?.items;
  return (
    <Page title="Users" actions={<ExportCsv save={() => downloadCsv('listUsers', filter, 'users')} />}>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-end gap-3 p-4">
          <TextField
            label={<span className="sr-only">Filter by name or e-mail</span>}
            placeholder="Filter by name or e-mail"
            type="search"
            className="min-w-48 flex-1 sm:max-w-72"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Select
            label="Show"
            hideLabel
            className="min-w-32 flex-1 sm:max-w-44"
            value={show}
            options={Object.entries(userShows).map(([id, { name }]) => ({ id, name }))}
            onChange={(id) => void navigate({ search: id === 'all' ? {} : { show: id as UserShow } })}
          />
        </div>
        {list.isPending && <SkeletonRows rows={8} label="Loading the users" />}
        {items?.length === 0 && <Empty title="Nobody fits">Search by part of the name or of the e-mail address.</Empty>}
        {items && items.length > 0 && <UserTable items={items} by={by} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

function UserTable({ items, by }: { items: UserSummary[]; by: By }) {
  return (
    <Table
      caption="Users"
      columns={columnsOf(by)}
      narrow={items.map((user) => (
        <NarrowRow
          key={user.id}
          first={<UserLink user={user} />}
          amount={<MoneyText money={user.available} />}
          second={<Standing user={user} />}
          age={`${user.liveDeployments} live`}
        />
      ))}
    >
      {items.map((user) => (
        <Row key={user.id}>
          <Cell head>
            <UserLink user={user} />
          </Cell>
          <Cell wideOnly>{user.name}</Cell>
          <Cell className="text-text-2">
            <Standing user={user} />
          </Cell>
          <Cell>
            <TimeText at={user.createdAt} style="day" />
          </Cell>
          <Cell numeric>{user.liveDeployments}</Cell>
          <Cell numeric>
            <MoneyText money={user.available} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function UserLink({ user }: { user: UserSummary }) {
  return (
    <Link to="/operator/users/$id" params={{ id: user.id }} className="link break-all">
      {user.email}
    </Link>
  );
}

function Standing({ user }: { user: UserSummary }) {
  return user.suspended ? <StatusBadge status={suspendedStatus} /> : roleWords(user.roles);
}
