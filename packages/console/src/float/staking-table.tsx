import type { StakingContract } from '@marketplace/contract';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { levelWord } from './float-words.ts';

const columns: Column[] = [
  { name: 'Deployment' },
  { name: 'Level' },
  { name: 'Months held', numeric: true },
  { name: 'Pays / month', numeric: true },
  { name: 'Saves / month', numeric: true },
  { name: 'Of it by the stash', numeric: true, wideOnly: true },
  { name: 'To the next level', numeric: true, wideOnly: true },
  { name: 'The chain said last', wideOnly: true },
];

export function StakingTable({ items }: { items: StakingContract[] }) {
  return (
    <Table
      caption="The staking discount of each contract, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.deploymentId}
          first={item.name}
          amount={<TftText amount={item.monthlyTft} />}
          second={`${levelWord(item.level)}, ${held(item)} months held`}
          age={<TftText amount={item.savingMonthlyTft} />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.deploymentId}>
          <Cell head className="break-all">
            {item.name}
          </Cell>
          <Cell>{levelWord(item.level)}</Cell>
          <Cell numeric>{held(item)}</Cell>
          <Cell numeric>
            <TftText amount={item.monthlyTft} />
          </Cell>
          <Cell numeric>
            <TftText amount={item.savingMonthlyTft} />
          </Cell>
          <Cell numeric wideOnly>
            <TftText amount={item.stashSavingMonthlyTft} />
          </Cell>
          <Cell numeric wideOnly>
            {item.next ? <TftText amount={item.next.missingTft} /> : '–'}
          </Cell>
          <Cell wideOnly className="text-text-2">
            <LastBill bill={item.lastBill} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const held = ({ monthsHeld }: StakingContract): string => (monthsHeld === null ? '–' : monthsHeld.toFixed(2));

function LastBill({ bill }: { bill: StakingContract['lastBill'] }) {
  if (!bill) return 'not billed yet';
  return (
    <>
      {`${levelWord(bill.level)}, `}
      <TimeText at={bill.at} style="ago" />
    </>
  );
}
