import type { TopUpDecision } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { AssetText } from '../treasury/asset-text.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { actionStatus, lasting, reasonWords } from './float-words.ts';

const columns: Column[] = [
  { name: 'Since' },
  { name: 'Decision' },
  { name: 'Why' },
  { name: 'USDC', numeric: true },
  { name: 'Usable then', numeric: true },
  { name: 'Lasted', numeric: true, wideOnly: true },
  { name: 'Transfer', wideOnly: true },
];

export function DecisionTable({ items }: { items: TopUpDecision[] }) {
  return (
    <Table
      caption="What the policy decided and why, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<StatusBadge status={actionStatus(item.action)} />}
          amount={item.spendUsdc ? <AssetText amount={item.spendUsdc} asset="USDC" /> : '–'}
          second={<Why item={item} />}
          age={<TimeText at={item.firstAt} style="ago" />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <TimeText at={item.firstAt} />
          </Cell>
          <Cell>
            <StatusBadge status={actionStatus(item.action)} />
          </Cell>
          <Cell className="text-text-2">
            <Why item={item} />
          </Cell>
          <Cell numeric>{item.spendUsdc ? <AssetText amount={item.spendUsdc} asset="USDC" /> : '–'}</Cell>
          <Cell numeric>
            <TftText amount={item.usableTft} />
          </Cell>
          <Cell numeric wideOnly>
            {lasting(item.runwayHours)}
          </Cell>
          <Cell wideOnly>
            <TransferLink item={item} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Why({ item }: { item: TopUpDecision }) {
  const by = item.decidedBy ? `, by ${item.decidedBy}` : '';
  const note = item.note ? `: ${item.note}` : '';
  const times = item.times > 1 ? `, ${item.times} looks` : '';
  return <>{`${reasonWords(item.reason)}${by}${note}${times}`}</>;
}

const TransferLink = ({ item: { transferId } }: { item: TopUpDecision }) =>
  transferId ? (
    <Link to="/operator/treasury/transfers/$id" params={{ id: transferId }} className="link">
      See each step
    </Link>
  ) : (
    '–'
  );
