import { footprintOf, type Image, type Size } from '../catalog/index.ts';
import type { GridNode } from '../nodes/index.ts';
import { type Price, type PriceFacts, pricerOf } from '../pricing/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';

export interface ResizeFacts extends PriceFacts {
  appId: string;
  image: Image;
  present: Size;
  publicIpv4: boolean;
  node: GridNode;
}

export interface Resize {
  size: Size;
  price: Price;
}

export type ResizeRefusal = Refusal<'validation_failed' | 'no_capacity'>;

/**
 * Another size on the same node, at the price of today. Cores and memory go both ways; the grid never shrinks a disk. What
 * the machine has now is its own: the node needs room for the difference only.
 */
export function planResize(size: Size, facts: ResizeFacts): Resize | ResizeRefusal {
  const { present, image, node, publicIpv4, appId } = facts;
  if (size.diskGb < present.diskGb)
    return wrong('size.diskGb', `must be at least ${present.diskGb}: the grid never shrinks a disk`);
  if (size.cpu === present.cpu && size.memoryMb === present.memoryMb && size.diskGb === present.diskGb)
    return wrong('size', 'is the present one');
  const next = footprintOf(image.kind, size, publicIpv4);
  const now = footprintOf(image.kind, present, publicIpv4);
  const lacks = [
    size.cpu > node.total.cpu && `it has ${node.total.cpu} cores`,
    next.memoryMb - now.memoryMb > node.free.memoryMb && 'it has too little free memory',
    next.ssdMb - now.ssdMb > node.free.ssdGb * 1024 && 'it has too little free disk',
  ].filter((each) => each !== false);
  if (lacks.length > 0) return refuse('no_capacity', `Node ${node.id} cannot take this size: ${lacks.join(', ')}.`);
  return { size, price: pricerOf(appId, next, facts)(node) };
}

const wrong = (path: string, message: string): ResizeRefusal =>
  refuse('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });

const HOUR_MS = 3_600_000;

/** From when another price is charged: the next full hour, so that an hour has one price. */
export const priceFromMs = (nowMs: number): number => (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;

/** Whether hours at the price before the last change are still to be charged: until then there is no further change. */
export const isChangingPrice = (facts: { priceFromMs: number | null; billedUntilMs: number | null }): boolean =>
  facts.priceFromMs !== null && (facts.billedUntilMs ?? 0) < facts.priceFromMs;
