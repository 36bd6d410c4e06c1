import { z } from 'zod';
import type { NodeSort, Position } from './node-order.ts';

const shape = z.tuple([
  z.string(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable(),
  z.number().int(),
]);

/** Opaque text that names a position in one sort. */
export function encodeCursor(sort: NodeSort, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** Undefined when the text is no cursor of ours, or one of another sort. */
export function decodeCursor(cursor: string, sort: NodeSort): Position | undefined {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (!parsed.success || parsed.data[0] !== sort) return undefined;
    const [, value, id] = parsed.data;
    const wholeOnly = sort.endsWith('price') && value?.includes('.');
    return wholeOnly ? undefined : { value, id };
  } catch {
    return undefined;
  }
}
