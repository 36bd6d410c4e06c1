import type { UserSummary } from '@marketplace/contract';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { TextField } from '../ui/field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useSettled } from '../ui/use-settled.ts';

const columns: Column[] = [
  { name: 'E-mail' },
  { name: 'Name', wideOnly: true },
  { name: 'Roles' },
  { name: 'Since' },
  { name: 'Deployments', numeric: true },
  { name: 'Available', numeric: true },
];
const PAGE_SIZE = 50;

export function UsersPage() {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim()) || undefined;
  const pages = usePages(q);
  const list = useApi(
    'listUsers',
    { query: { q, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  const items = list.data?.items;
  return (
    <Page title="Users">
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="p-4">
          <TextField
            label={<span className="sr-only">Filter by name or e-mail</span>}
            placeholder="Filter by name or e-mail"
            type="search"
            className="w-72 max-w-full"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {list.isPending && <SkeletonRows rows={8} label="Loading the users" />}
        {items?.length === 0 && (
          <Empty title="Nobody is called that">Search by part of the name or of the e-mail address.</Empty>
        )}
        {items && items.length > 0 && <UserTable items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

function UserTable({ items }: { items: UserSummary[] }) {
  return (
    <Table
      caption="Users, newest first"
      columns={columns}
      narrow={items.map((user) => (
        <NarrowRow
          key={user.id}
          first={<span className="break-all">{user.email}</span>}
          amount={<MoneyText money={user.available} />}
          second={roleWords(user)}
          age={`${user.liveDeployments} live`}
        />
      ))}
    >
      {items.map((user) => (
        <Row key={user.id}>
          <Cell head>{user.email}</Cell>
          <Cell wideOnly>{user.name}</Cell>
          <Cell className="text-text-2">{roleWords(user)}</Cell>
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

const roleWords = (user: UserSummary): string => user.roles.map((role) => role.replace('cloud-', '')).join(', ');
