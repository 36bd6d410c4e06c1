import type { MoneySort } from '@marketplace/contract';
import type { Place } from '../postgres/money-order.ts';
import { HttpProblem } from './problems.ts';

/** Opaque to callers: where the next page begins, in the list's own order. */
export const encodeCursor = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

type PositionPart = keyof typeof patterns;

/** Nothing else may reach the database: a cursor is input like any other. */
const patterns = {
  number: /^\d{1,18}$/,
  units: /^-?\d{1,18}$/,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  stripeId: /^[a-z]{2,8}_[A-Za-z0-9_]{1,100}$/,
  /** Of an event, or our own for one that could not be read. */
  eventId: /^[\x21-\x7e]{1,255}$/,
};

/** Undefined without a cursor; refuses one that this list did not give. */
export function decodeCursor(cursor: string | undefined, parts: readonly PositionPart[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const position = readPosition(cursor);
  if (position?.length === parts.length && parts.every((part, index) => isPart(part, position[index] ?? '')))
    return position;
  throw new HttpProblem('validation_failed', 'cursor: must be one that this list gave.', {
    errors: [{ path: 'cursor', message: 'must be one that this list gave' }],
  });
}

const isPart = (part: PositionPart, text: string) =>
  patterns[part].test(text) && (part !== 'time' || !Number.isNaN(Date.parse(text)));

function readPosition(cursor: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts a page of `limit` out of `limit + 1` rows. */
export function cutPage<Row>(rows: Row[], limit: number, position: (row: Row) => (string | number)[]) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(position(last)) : null };
}

/** Where a list by time and id goes on. */
export function afterOf(cursor: string | undefined, ids: 'uuid' | 'stripeId' | 'eventId' = 'uuid') {
  const [at, id] = decodeCursor(cursor, ['time', ids]) ?? [];
  return at !== undefined && id !== undefined ? { at: new Date(at), id } : undefined;
}

/** Where a list by time or amount goes on, in the order of `sort`. */
export function placeOf(
  cursor: string | undefined,
  sort: MoneySort,
  ids: 'uuid' | 'stripeId' = 'uuid',
): Place | undefined {
  const byTime = sort.endsWith('time');
  const [value, id] = decodeCursor(cursor, [byTime ? 'time' : 'units', ids]) ?? [];
  if (value === undefined || id === undefined) return undefined;
  return { value: byTime ? new Date(value) : BigInt(value), id };
}

/** The last row of a page, as its cursor says it. */
export const placeIn =
  (sort: MoneySort) =>
  ({ at, amount, id }: { at: Date; amount: bigint; id: string }): string[] => [
    sort.endsWith('time') ? at.toISOString() : String(amount),
    id,
  ];

/** [from, to) of a query as times. */
export const periodOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => ({
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
});
