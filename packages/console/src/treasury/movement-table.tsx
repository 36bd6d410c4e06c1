import type { TreasuryMovement } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AssetText } from './asset-text.tsx';
import { shortened } from './wallet-cards.tsx';

const columns: Column[] = [
  { name: 'Moved' },
  { name: 'When' },
  { name: 'Status' },
  { name: 'Belongs to' },
  { name: 'With', wideOnly: true },
  { name: 'Amount', numeric: true },
];

const statuses: Record<TreasuryMovement['status'], Status> = {
  matched: { family: 'ok', shape: 'disc', word: 'Matched' },
  unmatched: { family: 'bad', shape: 'octagon', word: 'Unexplained' },
  explained: { family: 'off', shape: 'square', word: 'Explained' },
};
export const movementStatus = (status: TreasuryMovement['status']): Status => statuses[status];

interface MovementTableProps {
  items: TreasuryMovement[];
  onExplain: (movement: TreasuryMovement) => void;
}

export function MovementTable({ items, onExplain }: MovementTableProps) {
  return (
    <Table
      caption="Movements on Stellar, newest first"
      columns={columns}
      narrow={items.map((movement) => (
        <NarrowRow
          key={movement.id}
          first={wordOf(movement)}
          amount={<Amount movement={movement} />}
          second={
            <span className="grid justify-items-start gap-1">
              <StatusBadge status={movementStatus(movement.status)} />
              <Belongs movement={movement} onExplain={onExplain} />
            </span>
          }
          age={<TimeText at={movement.at} style="ago" />}
        />
      ))}
    >
      {items.map((movement) => (
        <Row key={movement.id}>
          <Cell head>{wordOf(movement)}</Cell>
          <Cell className="text-text-2">
            <TimeText at={movement.at} />
          </Cell>
          <Cell>
            <StatusBadge status={movementStatus(movement.status)} />
          </Cell>
          <Cell>
            <Belongs movement={movement} onExplain={onExplain} />
          </Cell>
          <Cell wideOnly>
            <code className="font-mono text-mono" title={movement.counterparty}>
              {shortened(movement.counterparty)}
            </code>
          </Cell>
          <Cell numeric>
            <Amount movement={movement} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const wordOf = ({ direction }: TreasuryMovement) => (direction === 'in' ? 'Came in' : 'Went out');

const Amount = ({ movement: { amount, asset, direction } }: { movement: TreasuryMovement }) => (
  <AssetText amount={amount} asset={asset.split(':')[0] ?? asset} signed={direction === 'in' ? '+' : '−'} />
);

function Belongs({
  movement,
  onExplain,
}: {
  movement: TreasuryMovement;
  onExplain: (movement: TreasuryMovement) => void;
}) {
  if (movement.transferId)
    return (
      <Link to="/operator/treasury/transfers/$id" params={{ id: movement.transferId }} className="link">
        Transfer
      </Link>
    );
  if (movement.explanation) return <span className="text-text-2">{movement.explanation}</span>;
  if (movement.lotId) return <span className="text-text-2">Purchase</span>;
  return (
    <Button small onClick={() => onExplain(movement)}>
      Explain
    </Button>
  );
}
