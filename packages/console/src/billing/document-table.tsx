import type { DocumentSummary } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { MoneyText } from '../ui/money-text.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { aboutWords, documentNames } from './document-words.ts';
import { DownloadDocument } from './download-document.tsx';

const columns: Column[] = [
  { name: 'Number' },
  { name: 'Kind' },
  { name: 'About' },
  { name: 'Issued' },
  { name: 'Total', numeric: true },
  { name: <span className="sr-only">Download</span> },
];

export function DocumentTable({ items }: { items: DocumentSummary[] }) {
  return (
    <Table
      caption="Receipts, invoices and credit notes, newest first"
      columns={columns}
      narrow={items.map((item) => (
        <NarrowRow
          key={item.id}
          first={<NumberLink item={item} />}
          amount={<MoneyText money={item.total} />}
          second={`${documentNames[item.kind]} · ${aboutWords(item)}`}
          age={<TimeText at={item.issuedAt} style="day" />}
        />
      ))}
    >
      {items.map((item) => (
        <Row key={item.id}>
          <Cell head>
            <NumberLink item={item} />
          </Cell>
          <Cell>{documentNames[item.kind]}</Cell>
          <Cell className="text-text-2">{aboutWords(item)}</Cell>
          <Cell className="text-text-2">
            <TimeText at={item.issuedAt} style="day" />
          </Cell>
          <Cell numeric>
            <MoneyText money={item.total} />
          </Cell>
          <Cell className="text-end">
            <DownloadDocument document={item} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const NumberLink = ({ item }: { item: DocumentSummary }) => (
  <Link to="/invoices/$id" params={{ id: item.id }} className="link">
    {item.number}
  </Link>
);
