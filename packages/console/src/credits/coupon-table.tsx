import type { Coupon } from '@marketplace/contract';
import { MoneyText } from '../ui/money-text.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText, useNowMs } from '../ui/time-text.tsx';
import { couponStatus, readableCode, usedWords } from './coupon-words.ts';

const columns: Column[] = [
  { name: 'Code' },
  { name: 'Status' },
  { name: 'Note', wideOnly: true },
  { name: 'Ends' },
  { name: 'Redeemed', numeric: true },
  { name: 'Gives', numeric: true },
];

interface CouponTableProps {
  items: Coupon[];
  onOpen: (id: string) => void;
}

export function CouponTable({ items, onOpen }: CouponTableProps) {
  const nowMs = useNowMs();
  const open = (item: Coupon) => (
    <button type="button" className="link rounded-badge font-mono text-mono" onClick={() => onOpen(item.id)}>
      {readableCode(item.code)}
    </button>
  );
  return (
    <Table
      caption="Coupons, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={open(item)}
          amount={<MoneyText money={item.amount} />}
          second={<StatusBadge status={couponStatus(item, nowMs)} />}
          age={`${usedWords(item)} redeemed`}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>{open(item)}</Cell>
          <Cell>
            <StatusBadge status={couponStatus(item, nowMs)} />
          </Cell>
          <Cell wideOnly className="max-w-80 truncate text-text-2" title={item.note}>
            {item.note || '–'}
          </Cell>
          <Cell>{item.expiresAt ? <TimeText at={item.expiresAt} style="day" /> : 'never'}</Cell>
          <Cell numeric>{usedWords(item)}</Cell>
          <Cell numeric>
            <MoneyText money={item.amount} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
