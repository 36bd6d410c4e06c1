import type { AllianceShare } from '@marketplace/contract';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { ruleWords, weightWords } from './formula-words.ts';

const PAGE_SIZE = 24;

/** Own shares, hour by hour, with the version and the weight that made each. */
export function EarningsByHour({ allianceId, month }: { allianceId: string; month: string | undefined }) {
  const [mine, setMine] = useState(true);
  const params = { id: allianceId };
  const pages = usePages([month, mine]);
  const filter = { month, mine: mine ? ('true' as const) : ('false' as const) };
  const list = useApi(
    'listAllianceShares',
    { params, query: { ...filter, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old },
  );
  const found = list.data;
  return (
    <Card
      title={mine ? 'Your hours' : 'Everybody’s hours'}
      flush
      actions={
        <>
          <Button onClick={() => setMine(!mine)}>{mine ? 'Show everybody’s' : 'Show yours'}</Button>
          <ExportCsv save={() => downloadCsv('listAllianceShares', filter, `alliance-shares-${month ?? ''}`, params)} />
        </>
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {list.isPending && <SkeletonRows rows={4} label="Loading the hours" />}
      {found?.items.length === 0 && (
        <Empty title="No hour is closed yet">
          A day is closed an hour after its end. From then on its hours never change.
        </Empty>
      )}
      {found && found.items.length > 0 && <Hours items={found.items} named={!mine} />}
      {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
    </Card>
  );
}

const columns = (named: boolean): Column[] => [
  { name: 'Hour' },
  { name: 'Node' },
  ...(named ? [{ name: 'Member' }] : []),
  { name: 'Why' },
  { name: 'Node earned', numeric: true, wideOnly: true },
  { name: 'Share', numeric: true },
];

function Hours({ items, named }: { items: AllianceShare[]; named: boolean }) {
  return (
    <Table
      caption="Shares by hour, the latest first"
      columns={columns(named)}
      narrow={items.map((item) => (
        <NarrowRow
          key={keyOf(item)}
          first={named ? `${item.name} · node ${item.nodeId}` : `Node ${item.nodeId} of ${item.nodeOf}`}
          amount={<MoneyText money={item.share} style="exact" />}
          second={<Why item={item} />}
          age={<TimeText at={item.hour} />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={keyOf(item)}>
          <Cell className="whitespace-nowrap text-text-2">
            <TimeText at={item.hour} />
          </Cell>
          <Cell>
            <span className="figures">{item.nodeId}</span> <span className="text-text-2">of {item.nodeOf}</span>
          </Cell>
          {named && <Cell>{item.name}</Cell>}
          <Cell className="text-text-2">
            <Why item={item} />
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            <MoneyText money={item.earned} style="exact" />
          </Cell>
          <Cell numeric>
            <MoneyText money={item.share} style="exact" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const keyOf = ({ hour, nodeId, memberId }: AllianceShare) => `${hour}/${nodeId}/${memberId}`;

const Why = ({ item }: { item: AllianceShare }) => (
  <>
    {item.version === null ? 'no agreement' : `Version ${item.version}: ${ruleWords[item.rule].toLowerCase()}`}
    {item.rule !== 'holder' && `, ${weightWords(item)}`}
    {toUnits(item.fee.amount) > 0n && (
      <>
        , fee <MoneyText money={item.fee} style="exact" />
      </>
    )}
  </>
);
