import type { DocumentSummary, MoneySort, OperatorDocumentSummary } from '@marketplace/contract';
import type { DocumentFilter, ListedDocument } from '../../postgres/document-list.ts';
import type { Cell } from '../csv.ts';
import { decodeCursor } from '../cursor.ts';
import { usdJson } from '../money.ts';

export const summaryJson = (row: ListedDocument): DocumentSummary => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  issuedAt: row.issuedAt.toISOString(),
  period:
    row.periodFrom && row.periodUntil
      ? { from: row.periodFrom.toISOString(), to: row.periodUntil.toISOString() }
      : null,
  total: usdJson(row.totalUnits),
  tax: usdJson(row.taxUnits),
  taxPercent: row.taxPercent,
});

export const operatorSummaryJson = (row: ListedDocument): OperatorDocumentSummary => ({
  ...summaryJson(row),
  owner: { id: row.userId, email: row.email },
  buyer: {
    name: row.buyer.name,
    addressLines: row.buyer.addressLines,
    country: row.buyer.country,
    taxId: row.buyer.taxId,
  },
});

export const documentColumns = [
  'id',
  'number',
  'kind',
  'issued_at',
  'period_from',
  'period_to',
  'net_usd',
  'tax_usd',
  'total_usd',
  'tax_percent',
];

export const documentCells = (row: ListedDocument): Cell[] => {
  const { id, number, kind, issuedAt, period, tax, total, taxPercent } = summaryJson(row);
  const net = usdJson(row.totalUnits - row.taxUnits);
  return [id, number, kind, issuedAt, period?.from, period?.to, net.amount, tax.amount, total.amount, taxPercent];
};

export const operatorColumns = [...documentColumns, 'user_id', 'email', 'buyer', 'buyer_country', 'buyer_tax_id'];

export const operatorCells = (row: ListedDocument): Cell[] => [
  ...documentCells(row),
  row.userId,
  row.email,
  row.buyer.name,
  row.buyer.country,
  row.buyer.taxId,
];

/** Position of the last document of a page. */
export const positionIn =
  (sort: MoneySort) =>
  (row: ListedDocument): string[] => [
    sort.endsWith('time') ? row.issuedAt.toISOString() : String(row.totalUnits),
    String(row.ordinal),
    row.id,
  ];

export function afterCursor(cursor: string | undefined, sort: MoneySort): DocumentFilter['after'] {
  const byTime = sort.endsWith('time');
  const [value, ordinal, id] = decodeCursor(cursor, [byTime ? 'time' : 'units', 'number', 'uuid']) ?? [];
  if (value === undefined || ordinal === undefined || id === undefined) return undefined;
  return { value: byTime ? new Date(value) : BigInt(value), ordinal: BigInt(ordinal), id };
}
