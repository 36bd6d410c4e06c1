import type { ProviderStatement, ProviderStatementLine } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { formatMoney, type MoneyValue, sum, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { formatDay } from '../ui/time.ts';
import { TimeText } from '../ui/time-text.tsx';
import { MonthSelect } from './month-select.tsx';

const PAGE_SIZE = 50;

/** What was owed, what came and went, what is owed then. */
export function ProviderStatementTab() {
  const { month } = useSearch({ from: '/console/provider/earnings' });
  const navigate = useNavigate({ from: '/provider/earnings/statement' });
  const pages = usePages(month);
  const list = useApi(
    'getProviderStatement',
    { query: { month, limit: PAGE_SIZE, cursor: pages.cursor } },
    { refetchInterval: 30_000, placeholderData: (old) => old },
  );
  const found = list.data;
  const whole = found !== undefined && pages.number === 0 && found.nextCursor === null;
  return (
    <>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 p-4">
          <MonthSelect month={month} onChange={(next) => void navigate({ search: { month: next } })} />
          <ExportCsv save={() => downloadCsv('getProviderStatement', { month }, `statement-${found?.month ?? ''}`)} />
        </div>
        {list.isPending && <SkeletonRows rows={5} label="Loading the statement" />}
        {found?.items.length === 0 && toUnits(found.opening.amount) === 0n && (
          <Empty title="Nothing was earned or paid in this month">
            Each node gets a line for each closed day, each payout one when it is paid.
          </Empty>
        )}
        {found && (found.items.length > 0 || toUnits(found.opening.amount) !== 0n) && (
          <Lines found={found} first={pages.number === 0} last={found.nextCursor === null} />
        )}
        {found && <Pager pages={pages} nextCursor={found.nextCursor} shown={found.items.length} pageSize={PAGE_SIZE} />}
      </Card>
      {whole && <Check found={found} />}
    </>
  );
}

const columns: Column[] = [
  { name: 'When' },
  { name: 'What' },
  { name: 'Amount', numeric: true },
  { name: 'Owed after', numeric: true },
];

function Lines({ found, first, last }: { found: ProviderStatement; first: boolean; last: boolean }) {
  return (
    <Table
      caption="Statement, newest line first"
      columns={columns}
      narrow={found.items.map((line) => (
        <NarrowRow
          key={line.id}
          first={line.description}
          amount={<MoneyText money={line.amount} style="ledger" signed />}
          second={<When line={line} />}
          age={<MoneyText money={line.owedAfter} style="ledger" />}
        />
      ))}
    >
      {first && <Edge name="Owed at the end" money={found.closing} />}
      {found.items.map((line) => (
        <Row key={line.id}>
          <Cell className="text-text-2">
            <When line={line} />
          </Cell>
          <Cell>{line.description}</Cell>
          <Cell numeric>
            <MoneyText money={line.amount} style="ledger" signed />
          </Cell>
          <Cell numeric className="text-text-2">
            <MoneyText money={line.owedAfter} style="ledger" />
          </Cell>
        </Row>
      ))}
      {last && <Edge name="Owed at the beginning" money={found.opening} />}
    </Table>
  );
}

/** A share belongs to a whole UTC day, a payout to its moment. */
const When = ({ line: { day, occurredAt } }: { line: ProviderStatementLine }) =>
  day === undefined ? <TimeText at={occurredAt} /> : <time dateTime={day}>{formatDay(day, 'UTC')}</time>;

function Edge({ name, money }: { name: string; money: MoneyValue }) {
  return (
    <tr className="h-10 border-t border-line font-medium">
      <th scope="row" colSpan={3} className="ps-4 text-start font-medium">
        {name}
      </th>
      <Cell numeric>
        <MoneyText money={money} style="ledger" />
      </Cell>
    </tr>
  );
}

/** Adds the lines up again, here in the browser. */
function Check({ found }: { found: ProviderStatement }) {
  const lines = sum(found.items.map(({ amount }) => amount));
  const matches = toUnits(found.opening.amount) + toUnits(lines.amount) === toUnits(found.closing.amount);
  return (
    <p className="flex items-center gap-2 px-4 text-small text-text-2">
      <StatusMark family={matches ? 'ok' : 'bad'} shape={matches ? 'disc' : 'octagon'} />
      {matches
        ? `Owed at the beginning ${formatMoney(found.opening, 'ledger')} and all lines make ${formatMoney(found.closing, 'ledger')}.`
        : 'The lines do not add up. Write to support.'}
    </p>
  );
}
