import { type Refusal, refuse } from '../refusal/index.ts';

/** Minutes that a quote holds. */
export const QUOTE_MINUTES = 15;

/** The fields of an order that a quote binds, as plain values. */
export interface BoundOrder {
  appId: string;
  imageId: string;
  size: { cpu: number; memoryMb: number; diskGb: number };
  placement:
    | { mode: 'auto'; region?: string | undefined; country?: string | undefined }
    | { mode: 'node'; nodeId: number };
  publicIpv4: boolean;
  name?: string | undefined;
  sshKeys?: readonly string[] | undefined;
}

export type QuoteRefusal = Refusal<'quote_expired' | 'quote_mismatch'>;

/** Whether an order may take the price of a quote: in time, once, and equal in every field that the quote was given. */
export function checkQuote(
  quote: { request: BoundOrder; nodeId: number; expiresAtMs: number; usedBy: string | null },
  order: BoundOrder,
  nowMs: number,
): QuoteRefusal | undefined {
  if (quote.usedBy !== null)
    return refuse('quote_expired', 'This quote was used for another deployment. Ask for a new one.');
  if (nowMs >= quote.expiresAtMs)
    return refuse('quote_expired', 'This quote no longer holds. Ask for a new one; the price may have changed.');
  const differing = differences(quote, order);
  if (differing.length === 0) return undefined;
  return refuse('quote_mismatch', `The quote was given for another ${differing.join(', ')}. Ask for a new one.`, {
    errors: differing.map((path) => ({ path, message: 'differs from the quote' })),
  });
}

function differences(quote: { request: BoundOrder; nodeId: number }, order: BoundOrder): string[] {
  const { request } = quote;
  const fields: [string, boolean][] = [
    ['appId', request.appId === order.appId],
    ['imageId', request.imageId === order.imageId],
    [
      'size',
      request.size.cpu === order.size.cpu &&
        request.size.memoryMb === order.size.memoryMb &&
        request.size.diskGb === order.size.diskGb,
    ],
    ['placement', samePlacement(quote, order)],
    ['publicIpv4', request.publicIpv4 === order.publicIpv4],
    ['name', request.name === undefined || request.name === order.name],
    ['sshKeys', request.sshKeys === undefined || sameTexts(request.sshKeys, order.sshKeys ?? [])],
  ];
  return fields.filter(([, same]) => !same).map(([path]) => path);
}

/** The node that the quote named is always within it: whoever saw it may order it by name. */
function samePlacement(quote: { request: BoundOrder; nodeId: number }, order: BoundOrder): boolean {
  const asked = quote.request.placement;
  const given = order.placement;
  if (given.mode === 'node') return given.nodeId === quote.nodeId;
  return asked.mode === 'auto' && asked.region === given.region && asked.country === given.country;
}

const sameTexts = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index]);
