import type { DocumentCheck } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { monthName } from '../billing/statement-search.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { kindWords } from './document-words.ts';

const columns: Column[] = [
  { name: 'Documents of the month' },
  { name: 'Count', numeric: true },
  { name: 'By the documents', numeric: true },
  { name: 'By the ledger', numeric: true },
  { name: 'Result' },
];
const agrees: Status = { family: 'ok', shape: 'disc', word: 'Equal' };
const differs: Status = { family: 'bad', shape: 'octagon', word: 'Differs' };

/** Totals of a month beside the ledger's own sums of the same money, and whether a number is missing. */
export function DocumentCheckCard({ month }: { month: string }) {
  const check = useApi('checkInvoices', { query: { month } }, { refetchInterval: 60_000 });
  return (
    <Card title={`Check of ${monthName(month)}`} flush>
      <div className="px-4 empty:hidden">
        <ProblemNotice error={check.error} retry={() => void check.refetch()} />
      </div>
      {check.data ? <Result check={check.data} /> : !check.error && <Skeleton className="m-4 h-36" />}
    </Card>
  );
}

function Result({ check }: { check: DocumentCheck }) {
  const rows = [
    ['receipt', check.receipts],
    ['credit_note', check.creditNotes],
    ['invoice', check.invoices],
  ] as const;
  const badge = (kind: (typeof rows)[number][0], equal: boolean) => (
    <StatusBadge status={equal && (kind !== 'invoice' || check.invoices.differing.length === 0) ? agrees : differs} />
  );
  return (
    <>
      <Table
        caption="Totals of the month by the documents and by the ledger"
        columns={columns}
        narrow={rows.map(([kind, one]) => (
          <NarrowRow
            key={kind}
            first={`${kindWords[kind]}s`}
            amount={<MoneyText money={one.total} />}
            second={badge(kind, one.equal)}
            age={one.documents === 1 ? '1 document' : `${one.documents} documents`}
          />
        ))}
      >
        {rows.map(([kind, one]) => (
          <Row key={kind}>
            <Cell head>{`${kindWords[kind]}s`}</Cell>
            <Cell numeric>{one.documents}</Cell>
            <Cell numeric>
              <MoneyText money={one.total} style="exact" />
            </Cell>
            <Cell numeric>
              <MoneyText money={one.ledger} style="exact" />
            </Cell>
            <Cell>{badge(kind, one.equal)}</Cell>
          </Row>
        ))}
      </Table>
      <ul className="grid gap-1 border-t border-line px-4 py-3 text-small text-text-2">
        {remarks(check).map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </>
  );
}

function remarks({ gaps, finished, invoices }: DocumentCheck): string[] {
  const { differing, notInvoiced } = invoices;
  const waiting = `${notInvoiced.lines} statement lines (${formatMoney(notInvoiced.amount, 'exact')}) are on no invoice`;
  return [
    gaps.length === 0 ? 'No number is missing in any series.' : `Numbers are missing in ${gaps.join(', ')}.`,
    ...(differing.length > 0
      ? [`Not equal to their statement lines: ${differing.map(({ number }) => number).join(', ')}.`]
      : []),
    finished
      ? notInvoiced.lines === 0
        ? 'Every line of the month is on an invoice.'
        : `${waiting}: they were recorded after it and go on the next one.`
      : `${waiting} yet: invoices are made an hour after the month, when every hour is charged.`,
  ];
}
