import type { NodeQuery, Position } from '@marketplace/core/nodes';
import { z } from 'zod';

const shape = z.tuple([
  z.string(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable(),
  z.number().int(),
]);

type Order = Pick<NodeQuery, 'sort' | 'near'>;

/** Opaque text that names a position in one order; a distance belongs to the place that it is measured from. */
export function encodeCursor(order: Order, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([nameOf(order), value, id])).toString('base64url');
}

/** Undefined when the text is no cursor of ours, or one of another order. */
export function decodeCursor(cursor: string, order: Order): Position | undefined {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (!parsed.success || parsed.data[0] !== nameOf(order)) return undefined;
    const [, value, id] = parsed.data;
    const wholeOnly = order.sort.endsWith('price') && value?.includes('.');
    return wholeOnly ? undefined : { value, id };
  } catch {
    return undefined;
  }
}

const nameOf = ({ sort, near }: Order): string =>
  sort === 'distance' && near ? `${sort} ${near.latitude} ${near.longitude}` : sort;
