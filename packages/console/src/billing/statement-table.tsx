import type { Transaction, TransactionPage } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { cx } from '../ui/cx.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { TransactionDetails } from './transaction-details.tsx';

const columns: Column[] = [
  { name: 'Time' },
  { name: 'What' },
  { name: <span className="sr-only">Explanation</span> },
  { name: 'Amount', numeric: true },
  { name: 'Balance', numeric: true },
];

interface StatementTableProps {
  page: TransactionPage;
  /** Show opening and closing: all kinds are listed. */
  bounded: boolean;
  first: boolean;
  last: boolean;
}

/** Newest first, from closing down to opening. */
export function StatementTable({ page, bounded, first, last }: StatementTableProps) {
  return (
    <Table
      caption="Statement, newest line first"
      columns={columns}
      narrow={page.items.map((line) => (
        <NarrowRow
          key={line.id}
          first={line.description}
          amount={<MoneyText money={line.amount} style="ledger" signed />}
          second={
            <details>
              <summary>
                <TimeText at={line.occurredAt} />
              </summary>
              <div className="mt-2 mb-1">
                <TransactionDetails line={line} />
              </div>
            </details>
          }
          age={<MoneyText money={line.balanceAfter} style="ledger" />}
        />
      ))}
    >
      {bounded && first && <Edge name="Closing" money={page.closing} />}
      {page.items.map((line) => (
        <Line key={line.id} line={line} />
      ))}
      {bounded && last && <Edge name="Opening" money={page.opening} />}
    </Table>
  );
}

function Line({ line }: { line: Transaction }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Row>
        <Cell className="text-text-2">
          <TimeText at={line.occurredAt} />
        </Cell>
        <Cell>
          {line.deploymentId ? (
            <Link to="/deployments/$id/billing" params={{ id: line.deploymentId }} className="link">
              {line.description}
            </Link>
          ) : (
            line.description
          )}
        </Cell>
        <Cell>
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="rounded-badge text-small text-text-2 underline decoration-dotted underline-offset-3 hover:text-text"
          >
            {line.kind === 'usage' ? 'Why?' : 'Details'}
            <span className="sr-only"> {line.description}</span>
          </button>
        </Cell>
        <Cell numeric>
          <MoneyText money={line.amount} style="ledger" signed />
        </Cell>
        <Cell numeric className="text-text-2">
          <MoneyText money={line.balanceAfter} style="ledger" />
        </Cell>
      </Row>
      {open && (
        <tr>
          <td colSpan={columns.length} className="bg-sunken px-4 py-3">
            <TransactionDetails line={line} />
          </td>
        </tr>
      )}
    </>
  );
}

function Edge({ name, money }: { name: string; money: TransactionPage['opening'] }) {
  return (
    <tr className={cx('h-10 border-t border-line font-medium')}>
      <th scope="row" colSpan={4} className="ps-4 text-start font-medium">
        {name}
      </th>
      <Cell numeric>
        <MoneyText money={money} style="ledger" />
      </Cell>
    </tr>
  );
}
