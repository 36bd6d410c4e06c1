import type { OperatorTopUp } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { toUnits } from '../ui/money.ts';
import { type ChosenSort, sortBy } from '../ui/money-sort.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { topUpStatus } from './payment-words.ts';

interface TopUpTableProps {
  items: OperatorTopUp[];
  sort: ChosenSort | undefined;
  onSort: (sort: ChosenSort | undefined) => void;
  onRefund: (id: string) => void;
}

export function TopUpTable({ items, sort, onSort, onRefund }: TopUpTableProps) {
  const act = (item: OperatorTopUp) =>
    toUnits(item.refundable.amount) > 0n && (
      <Button small onClick={() => onRefund(item.id)}>
        Refund<span className="sr-only"> {`the top-up of ${item.user.email}`}</span>
      </Button>
    );
  return (
    <Table
      caption="Top-ups of all users"
      columns={[
        { name: 'User' },
        { name: 'Status' },
        { name: 'When', ...sortBy('time', sort, onSort) },
        { name: 'Paid', numeric: true, ...sortBy('amount', sort, onSort) },
        { name: 'Refunded', numeric: true, wideOnly: true },
        { name: 'Balance now', numeric: true, wideOnly: true },
        { name: <span className="sr-only">Actions</span>, numeric: true },
      ]}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<Owner user={item.user} />}
          amount={<MoneyText money={item.amount} />}
          second={
            <span className="flex flex-wrap items-center gap-2">
              <StatusBadge status={topUpStatus(item)} />
              {act(item)}
            </span>
          }
          age={<TimeText at={item.createdAt} style="ago" />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <Owner user={item.user} />
          </Cell>
          <Cell>
            <StatusBadge status={topUpStatus(item)} />
          </Cell>
          <Cell>
            <TimeText at={item.settledAt ?? item.createdAt} />
          </Cell>
          <Cell numeric>
            <MoneyText money={item.amount} />
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            {toUnits(item.refunded.amount) === 0n ? '–' : <MoneyText money={item.refunded} />}
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            <MoneyText money={item.available} />
          </Cell>
          <Cell numeric>{act(item)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

export function Owner({ user }: { user: OperatorTopUp['user'] }) {
  return (
    <Link to="/operator/users/$id" params={{ id: user.id }} className="link break-all">
      {user.email}
    </Link>
  );
}
