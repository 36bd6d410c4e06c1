import type { ListOrder, SortKey } from '../postgres/sorting.ts';
import { encodeCursor } from './cursor.ts';
import { HttpProblem } from './problems.ts';

/** What a list is sorted by, as text for the cursor: whole numbers and decimals are compared as numbers. */
export type SortValue = string | number | bigint | null;

/** Where a sorted list goes on: the value of the last row and its id. */
export interface SortPosition {
  value: string | null;
  id: string;
}

/** The field without its direction, and the direction. */
export const sortField = <Sort extends string>(sort: Sort) => ({
  field: sort.replace(/^-/, '') as Sort extends `-${infer Field}` ? Field : Sort,
  descending: sort.startsWith('-'),
});

/** Undefined without a cursor; refuses one that this list did not give in this order. */
export function decodeSorted(
  cursor: string | undefined,
  sort: string,
  fits: { value: (text: string) => boolean; id: (text: string) => boolean },
): SortPosition | undefined {
  if (cursor === undefined) return undefined;
  const [of, value, id] = readParts(cursor);
  const isValue = value === null || (typeof value === 'string' && fits.value(value));
  if (of === sort && isValue && typeof id === 'string' && fits.id(id)) return { value: value as string | null, id };
  throw notOurs(sort);
}

function notOurs(sort: string): HttpProblem {
  const message = `must be one that this list gave when sorted by "${sort}"`;
  return new HttpProblem('validation_failed', `cursor: ${message}.`, { errors: [{ path: 'cursor', message }] });
}

export const encodeSorted = (sort: string, { value, id }: SortPosition): string =>
  encodeCursor([sort, value, id] as string[]);

function readParts(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) && parsed.length === 3 ? parsed : [];
  } catch {
    return [];
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Nothing else may reach the database: a cursor is input like any other. */
const isValue: Record<SortKey['kind'], (text: string) => boolean> = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a database keeps no zero byte
  text: (text) => !/\u0000/.test(text),
  number: (text) => /^-?\d{1,30}$/.test(text),
  time: (text) => /^\d{4}(-\d\d){2}T\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) && !Number.isNaN(Date.parse(text)),
};

interface SortedQuery<Sorts> {
  sort: string;
  cursor?: string | undefined;
  /** By field: what the list offers. */
  sorts: Sorts;
}

/** The order that a query asks for, and where it goes on. */
export function orderOf<Sorts extends Record<string, SortKey>>({ sort, cursor, sorts }: SortedQuery<Sorts>): ListOrder {
  const { field, descending } = sortField(sort);
  const key = sorts[field];
  if (!key) throw new Error(`the list has no order named ${field}`);
  const position = decodeSorted(cursor, sort, { value: isValue[key.kind], id: (text) => UUID.test(text) });
  if (position?.value === null) throw notOurs(sort);
  return { key, descending, after: position as ListOrder['after'] };
}

/** Cuts a page of `limit` out of `limit + 1` rows that the database has sorted. */
export function cutSorted<Row extends { id: string; sortValue: string }>(rows: Row[], limit: number, sort: string) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeSorted(sort, { value: last.sortValue, id: last.id }) : null };
}

interface SortedPage<Row> {
  sort: string;
  limit: number;
  cursor: string | undefined;
  /** What the row is sorted by; without a value it comes last, both ways round. */
  sortValue: (row: Row) => SortValue;
  idOf: (row: Row) => number;
}

/** One page of rows that are all at hand, in a total order: by the value, then by id. */
export function pageOf<Row>(rows: readonly Row[], page: SortedPage<Row>) {
  const { sort, limit, cursor, sortValue, idOf } = page;
  const all = sorted(rows, page);
  const position = decodeSorted(cursor, sort, { value: () => true, id: (text) => /^\d{1,10}$/.test(text) });
  const { descending } = sortField(sort);
  const rest = position
    ? all.filter((row) => {
        const value = sortValue(row);
        const last =
          position.value === null ? null : typeof value === 'string' ? position.value : Number(position.value);
        return (compare(value, last, descending) || idOf(row) - Number(position.id)) > 0;
      })
    : all;
  const items = rest.slice(0, limit);
  const end = items.at(-1);
  const value = end === undefined ? null : sortValue(end);
  return {
    items,
    nextCursor:
      end !== undefined && rest.length > limit
        ? encodeSorted(sort, { value: value === null ? null : String(value), id: String(idOf(end)) })
        : null,
  };
}

/** All rows in the order of the sort. */
export const sorted = <Row>(
  rows: readonly Row[],
  { sort, sortValue, idOf }: Pick<SortedPage<Row>, 'sort' | 'sortValue' | 'idOf'>,
): Row[] =>
  [...rows].sort(
    (left, right) => compare(sortValue(left), sortValue(right), sortField(sort).descending) || idOf(left) - idOf(right),
  );

function compare(left: SortValue, right: SortValue, descending: boolean): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right === descending ? 1 : -1;
}
