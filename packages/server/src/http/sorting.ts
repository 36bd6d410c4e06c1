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
  const message = `must be one that this list gave when sorted by "${sort}"`;
  throw new HttpProblem('validation_failed', `cursor: ${message}.`, { errors: [{ path: 'cursor', message }] });
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
