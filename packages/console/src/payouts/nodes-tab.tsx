import type { Earnings, NodeEarnings } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { monthName } from '../billing/statement-search.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { type SortedBy, useSort } from '../ui/use-sort.ts';
import { HowItIsEarned } from './how-it-is-earned.tsx';
import { MonthSelect } from './month-select.tsx';
import { earningsSorts, NODES_SHOWN, useEarnings } from './use-earnings.ts';

/** Per node of a month, in two lines that are never added up: what we pay, and what the chain pays. */
export function NodesTab() {
  const { month } = useSearch({ from: '/console/provider/earnings' });
  const navigate = useNavigate({ from: '/provider/earnings' });
  const { sort, by } = useSort(earningsSorts, 'node');
  const pages = usePages({ month, sort });
  const earnings = useEarnings(month, { cursor: pages.cursor, sort });
  const found = earnings.data;
  return (
    <>
      <ProblemNotice error={earnings.error} retry={() => void earnings.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 p-4">
          <MonthSelect month={month} onChange={(next) => void navigate({ search: { month: next } })} />
          <ExportCsv save={() => downloadCsv('listEarnings', { month, sort }, `earnings-${found?.month ?? ''}`)} />
        </div>
        {earnings.isPending && <SkeletonRows rows={3} label="Loading your earnings" />}
        {found?.items.length === 0 && (
          <Empty title="None of your nodes was listed in this month">
            A node earns from the hour in which it is listed here, whenever a machine runs on it.
          </Empty>
        )}
        {found && found.items.length > 0 && <NodeTable found={found} by={by} />}
        {found && (
          <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={NODES_SHOWN} />
        )}
      </Card>
      {found && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
          <HowItIsEarned found={found} />
          <Months found={found} />
        </div>
      )}
    </>
  );
}

type By = SortedBy<(typeof earningsSorts)[number]>['by'];

const columnsOf = (by: By): Column[] => [
  { name: 'Node', ...by('node') },
  { name: 'Place', wideOnly: true },
  { name: 'Machine hours', numeric: true, ...by('hours') },
  { name: 'Paid by this marketplace', numeric: true, ...by('marketplace') },
  { name: 'Paid by the chain', numeric: true, ...by('chain') },
  { name: 'Worth', numeric: true, wideOnly: true },
];

function NodeTable({ found, by }: { found: Earnings; by: By }) {
  const hours = (node: NodeEarnings) => node.machineHours.toFixed(2);
  const place = ({ place: at }: NodeEarnings) => (at ? `${at.city}, ${at.country}` : 'not listed by the grid');
  return (
    <Table
      caption={`Earnings per node in ${monthName(found.month)}`}
      columns={columnsOf(by)}
      narrow={found.items.map((node) => (
        <NarrowRow
          key={node.nodeId}
          first={<NodeLink nodeId={node.nodeId} />}
          amount={<MoneyText money={node.marketplace} />}
          second={`${hours(node)} machine hours`}
          age={
            <>
              <TftText amount={node.chain.tft} /> by the chain
            </>
          }
        />
      ))}
    >
      {found.items.map((node) => (
        <Row key={node.nodeId}>
          <Cell head>
            <NodeLink nodeId={node.nodeId} />
          </Cell>
          <Cell wideOnly className="text-text-2">
            {place(node)}
          </Cell>
          <Cell numeric>{hours(node)}</Cell>
          <Cell numeric>
            <MoneyText money={node.marketplace} style="ledger" />
          </Cell>
          <Cell numeric>
            <TftText amount={node.chain.tft} />
          </Cell>
          <Cell numeric wideOnly className="text-text-2">
            <MoneyText money={node.chain.usd} style="ledger" />
          </Cell>
        </Row>
      ))}
      <tr className="h-10 border-t border-line font-medium">
        <th scope="row" className="ps-4 text-start font-medium">
          All nodes
        </th>
        <Cell wideOnly />
        <Cell />
        <Cell numeric>
          <MoneyText money={found.monthTotal} style="ledger" />
        </Cell>
        <Cell numeric>
          <TftText amount={found.chainTotal.tft} />
        </Cell>
        <Cell numeric wideOnly>
          <MoneyText money={found.chainTotal.usd} style="ledger" />
        </Cell>
      </tr>
    </Table>
  );
}

const NodeLink = ({ nodeId }: { nodeId: number }) => (
  <Link to="/nodes" search={{ node: nodeId }} className="link">
    {`Node ${nodeId}`}
  </Link>
);

const monthColumns: Column[] = [
  { name: 'Month' },
  { name: 'This marketplace', numeric: true },
  { name: 'The chain', numeric: true },
];

function Months({ found }: { found: Earnings }) {
  if (found.months.length === 0) return null;
  return (
    <Card title="By month" flush className="self-start">
      <Table
        caption="Earnings by month, newest first"
        columns={monthColumns}
        narrow={found.months.map((each) => (
          <NarrowRow
            key={each.month}
            first={<MonthLink month={each.month} />}
            amount={<MoneyText money={each.marketplace} />}
            age={
              <>
                <TftText amount={each.chainTft} /> by the chain
              </>
            }
          />
        ))}
      >
        {found.months.map((each) => (
          <Row key={each.month}>
            <Cell head>
              <MonthLink month={each.month} />
            </Cell>
            <Cell numeric>
              <MoneyText money={each.marketplace} style="ledger" />
            </Cell>
            <Cell numeric>
              <TftText amount={each.chainTft} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}

const MonthLink = ({ month }: { month: string }) => (
  <Link to="/provider/earnings" search={{ month }} className="link">
    {monthName(month)}
  </Link>
);
