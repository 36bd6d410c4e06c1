import { HttpProblem } from './problems.ts';

/** Opaque to callers: where the next page begins, in the list's own order. */
export const encodeCursor = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** Undefined without a cursor; refuses one that this list did not give. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === length) return parsed.map(String);
  } catch {
    // Falls through: not ours.
  }
  throw new HttpProblem('validation_failed', 'cursor: must be one that this list gave.', {
    errors: [{ path: 'cursor', message: 'must be one that this list gave' }],
  });
}

/** Cuts a page of `limit` out of `limit + 1` rows. */
export function cutPage<Row>(rows: Row[], limit: number, position: (row: Row) => (string | number)[]) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(position(last)) : null };
}
