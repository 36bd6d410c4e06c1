import type { TreasuryLot } from '@marketplace/contract';
import { MoneyText } from '../ui/money-text.tsx';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AssetText } from './asset-text.tsx';

const columns: Column[] = [
  { name: 'Came in' },
  { name: 'When' },
  { name: 'State' },
  { name: 'Reference', wideOnly: true },
  { name: 'Amount', numeric: true },
  { name: 'Cost', numeric: true },
  { name: 'Left', numeric: true },
];

const origins: Record<TreasuryLot['origin'], string> = {
  opening: 'There before the books',
  purchase: 'Purchase',
  swap: 'Exchange',
  returned: 'Returned by the bridge',
  withdrawal: 'Back from the chain',
};

export function LotTable({ items }: { items: TreasuryLot[] }) {
  return (
    <Table
      caption="What came in, newest first"
      columns={columns}
      narrow={items.map((lot) => (
        <NarrowRow
          key={lot.id}
          first={origins[lot.origin]}
          amount={<AssetText amount={lot.amount} asset={lot.asset} />}
          second={<StatusBadge status={stateOf(lot)} reason={<MoneyText money={lot.cost} />} />}
          age={<TimeText at={lot.boughtAt} style="day" />}
        />
      ))}
    >
      {items.map((lot) => (
        <Row key={lot.id}>
          <Cell head>{origins[lot.origin]}</Cell>
          <Cell className="text-text-2">
            <TimeText at={lot.boughtAt} />
          </Cell>
          <Cell>
            <StatusBadge status={stateOf(lot)} />
          </Cell>
          <Cell wideOnly className="max-w-52 truncate text-text-2">
            <span title={lot.reference}>{lot.reference}</span>
          </Cell>
          <Cell numeric>
            <AssetText amount={lot.amount} asset={lot.asset} />
          </Cell>
          <Cell numeric>
            <MoneyText money={lot.cost} />
          </Cell>
          <Cell numeric>
            <AssetText amount={lot.left} asset={lot.asset} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function stateOf({ arrivedAt, left }: TreasuryLot): Status {
  if (arrivedAt === null) return { family: 'busy', shape: 'arc', word: 'Awaited' };
  if (!/[1-9]/.test(left)) return { family: 'off', shape: 'ring', word: 'Spent' };
  return { family: 'ok', shape: 'disc', word: 'Available' };
}
