import type { OperatorDocumentSummary } from '@marketplace/contract';
import { Owner } from '../payments/top-up-table.tsx';
import { type ChosenSort, sortBy } from '../ui/money-sort.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Cell, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { kindWords, monthWords } from './document-words.ts';
import { usePdfs } from './pdf-button.tsx';

interface OperatorDocumentTableProps {
  items: OperatorDocumentSummary[];
  sort: ChosenSort | undefined;
  onSort: (sort: ChosenSort | undefined) => void;
}

export function OperatorDocumentTable({ items, sort, onSort }: OperatorDocumentTableProps) {
  const pdfs = usePdfs('getAnyInvoicePdf');
  return (
    <>
      {pdfs.trouble}
      <Table
        caption="Documents"
        columns={[
          { name: 'Number' },
          { name: 'Kind' },
          { name: 'User' },
          { name: 'Name on it', wideOnly: true },
          { name: 'Issued', ...sortBy('time', sort, onSort) },
          { name: 'Tax', numeric: true, wideOnly: true },
          { name: 'Total', numeric: true, ...sortBy('amount', sort, onSort) },
          { name: <span className="sr-only">File</span> },
        ]}
        narrow={items.map((item) => (
          <NarrowRow
            key={item.id}
            first={item.number}
            amount={<MoneyText money={item.total} />}
            second={<Owner user={item.owner} />}
            age={pdfs.button(item)}
          />
        ))}
      >
        {items.map((item) => (
          <Row key={item.id}>
            <Cell head className="whitespace-nowrap">
              {item.number}
            </Cell>
            <Cell>
              {kindWords[item.kind]}
              {item.period && <span className="text-text-2">{`, ${monthWords(item.period)}`}</span>}
            </Cell>
            <Cell>
              <Owner user={item.owner} />
            </Cell>
            <Cell wideOnly className="max-w-52 truncate text-text-2" title={item.buyer.name}>
              {item.buyer.name}
            </Cell>
            <Cell>
              <TimeText at={item.issuedAt} style="day" />
            </Cell>
            <Cell numeric wideOnly className="text-text-2">
              {item.taxPercent === 0 ? '–' : <MoneyText money={item.tax} />}
            </Cell>
            <Cell numeric>
              <MoneyText money={item.total} />
            </Cell>
            <Cell className="w-20 text-end">{pdfs.button(item)}</Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}
