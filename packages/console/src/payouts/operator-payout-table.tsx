import type { OperatorPayout } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { SortedBy } from '../ui/use-sort.ts';
import { payoutStatus } from './payout-status.ts';

export const operatorPayoutSorts = ['provider', 'requested', 'status', 'amount'] as const;
type By = SortedBy<(typeof operatorPayoutSorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'Provider', ...by('provider') },
  { name: 'Asked for', ...by('requested') },
  { name: 'Status', ...by('status') },
  { name: 'Address', wideOnly: true },
  { name: 'Amount', numeric: true, ...by('amount') },
  { name: 'In TFT', numeric: true },
  { name: 'Block', numeric: true, wideOnly: true },
];

interface OperatorPayoutTableProps {
  items: OperatorPayout[];
  by: By;
  onDecide: (payout: OperatorPayout) => void;
}

export function OperatorPayoutTable({ items, by, onDecide }: OperatorPayoutTableProps) {
  return (
    <Table
      caption="Payouts of all providers"
      columns={columnsOf(by)}
      narrow={items.map((payout) => (
        <NarrowRow
          key={payout.id}
          first={<ProviderLink payout={payout} />}
          amount={<MoneyText money={payout.amount} />}
          second={<State payout={payout} onDecide={onDecide} />}
          age={<TimeText at={payout.requestedAt} style="ago" />}
        />
      ))}
    >
      {items.map((payout) => (
        <Row key={payout.id}>
          <Cell head className="break-all">
            <ProviderLink payout={payout} />
          </Cell>
          <Cell className="text-text-2">
            <TimeText at={payout.requestedAt} />
          </Cell>
          <Cell>
            <State payout={payout} onDecide={onDecide} />
          </Cell>
          <Cell wideOnly>
            <code className="font-mono text-mono" title={payout.address}>
              {`${payout.address.slice(0, 6)}…${payout.address.slice(-6)}`}
            </code>
          </Cell>
          <Cell numeric>
            <MoneyText money={payout.amount} />
          </Cell>
          <Cell numeric>{payout.tft ? <TftText amount={payout.tft} /> : '–'}</Cell>
          <Cell numeric wideOnly className="text-text-2">
            {payout.block ?? '–'}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const ProviderLink = ({ payout: { provider } }: { payout: OperatorPayout }) => (
  <Link to="/operator/users/$id" params={{ id: provider.id }} className="link break-all">
    {provider.email}
  </Link>
);

function State({ payout, onDecide }: { payout: OperatorPayout; onDecide: (payout: OperatorPayout) => void }) {
  return (
    <span className="grid justify-items-start gap-1">
      <StatusBadge status={payoutStatus(payout.status)} />
      {payout.reason && <span className="text-small text-text-2">{payout.reason}</span>}
      {payout.status === 'unclear' && (
        <Button small onClick={() => onDecide(payout)}>
          Decide
        </Button>
      )}
    </span>
  );
}
