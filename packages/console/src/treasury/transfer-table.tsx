import type { TreasuryTransfer } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AssetText } from './asset-text.tsx';
import { statusOf, transferKind } from './transfer-words.ts';

const columns: Column[] = [
  { name: 'Transfer' },
  { name: 'Started' },
  { name: 'Status' },
  { name: 'By', wideOnly: true },
  { name: 'Paid', numeric: true },
  { name: 'Bought', numeric: true, wideOnly: true },
  { name: 'Arrived', numeric: true },
];

export function TransferTable({ items }: { items: TreasuryTransfer[] }) {
  return (
    <Table
      caption="Transfers of the treasury, newest first"
      columns={columns}
      narrow={items.map((transfer) => (
        <NarrowRow
          key={transfer.id}
          first={<TransferLink transfer={transfer} />}
          amount={<Paid transfer={transfer} />}
          second={<StatusBadge status={statusOf(transfer)} />}
          age={<TimeText at={transfer.createdAt} style="ago" />}
        />
      ))}
    >
      {items.map((transfer) => (
        <Row key={transfer.id}>
          <Cell head>
            <TransferLink transfer={transfer} />
          </Cell>
          <Cell className="text-text-2">
            <TimeText at={transfer.createdAt} />
          </Cell>
          <Cell>
            <StatusBadge status={statusOf(transfer)} />
          </Cell>
          <Cell wideOnly className="break-all text-text-2">
            {transfer.startedBy?.email ?? 'Policy'}
          </Cell>
          <Cell numeric>
            <Paid transfer={transfer} />
          </Cell>
          <Cell numeric wideOnly>
            {transfer.deliveredTft ? <AssetText amount={transfer.deliveredTft} asset="TFT" /> : '–'}
          </Cell>
          <Cell numeric>{transfer.creditedTft ? <AssetText amount={transfer.creditedTft} asset="TFT" /> : '–'}</Cell>
        </Row>
      ))}
    </Table>
  );
}

const TransferLink = ({ transfer: { id, kind } }: { transfer: TreasuryTransfer }) => (
  <Link to="/operator/treasury/transfers/$id" params={{ id }} className="link">
    {transferKind(kind)}
  </Link>
);

/** What left: really, or as it was ordered. */
function Paid({ transfer }: { transfer: TreasuryTransfer }) {
  if (transfer.kind !== 'funding') return <AssetText amount={transfer.carryTft ?? '0'} asset="TFT" />;
  const amount = transfer.spentUsdc ?? transfer.spendUsdc;
  return amount ? <AssetText amount={amount} asset="USDC" /> : '–';
}
