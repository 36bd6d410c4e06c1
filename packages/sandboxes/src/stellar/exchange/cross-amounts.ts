import { divideUp, least, maxAmount } from '../ledger/amounts.ts';
import type { Price } from '../ledger/entries.ts';

/** How amounts are rounded: as an order of the book, or so that a path payment sends or delivers exactly its amount. */
export type Rounding = 'order' | 'strictSend' | 'strictReceive';

/** A taker crosses a resting offer: the taker sends what the offer buys and receives what the offer sells. */
export interface CrossLimits {
  /** Of the resting offer: units it takes for one unit it gives. */
  price: Price;
  offerSends: bigint;
  offerReceives: bigint;
  takerSends: bigint;
  takerReceives: bigint;
}

export interface Crossed {
  sent: bigint;
  received: bigint;
  /** True when the resting offer is the larger one and stays in the book. */
  offerStays: boolean;
}

/**
 * Stellar's arithmetic for two crossing offers since protocol 10: the smaller one is used up, and the rounding favours
 * the one that stays. An order that would get a price more than 1 % off trades nothing; a path payment bears any price,
 * because its own limit decides.
 */
export function crossAmounts(limits: CrossLimits, rounding: Rounding): Crossed {
  const crossed = crossWithoutBound(limits, rounding);
  if (rounding !== 'order' || withinBound(limits.price, crossed)) return crossed;
  return { ...crossed, sent: 0n, received: 0n };
}

export function crossWithoutBound(limits: CrossLimits, rounding: Rounding): Crossed {
  const n = BigInt(limits.price.n);
  const d = BigInt(limits.price.d);
  // Both sizes in the taker's asset, multiplied by d so that they stay whole numbers.
  const offerValue = least(limits.offerSends * n, limits.offerReceives * d);
  const takerValue = least(limits.takerSends * d, limits.takerReceives * n);
  const offerStays = offerValue > takerValue;
  if (!offerStays) return { offerStays, ...takeWholeOffer(offerValue, n, d) };
  if (rounding === 'strictSend') {
    return { offerStays, received: takerValue / n, sent: least(limits.takerSends, limits.offerReceives) };
  }
  if (n > d || rounding === 'strictReceive') {
    const received = takerValue / n;
    return { offerStays, received, sent: divideUp(received * n, d) };
  }
  const sent = takerValue / d;
  return { offerStays, sent, received: (sent * d) / n };
}

function takeWholeOffer(offerValue: bigint, n: bigint, d: bigint): { sent: bigint; received: bigint } {
  if (n > d) {
    const received = offerValue / n;
    return { received, sent: (received * n) / d };
  }
  const sent = offerValue / d;
  return { sent, received: divideUp(sent * d, n) };
}

/** True when the effective price is within 1 % of the offer's. */
function withinBound({ n, d }: Price, { sent, received }: Crossed): boolean {
  if (sent === 0n || received === 0n) return false;
  const asked = received * BigInt(n);
  const difference = 100n * (asked - sent * BigInt(d));
  return (difference < 0n ? -difference : difference) <= asked;
}

/** What of an offer can be traded at all, given what its owner can send and receive. */
export function adjustedAmount(price: Price, offerSends: bigint, offerReceives: bigint): bigint {
  return crossAmounts({ price, offerSends, offerReceives, takerSends: maxAmount, takerReceives: maxAmount }, 'order')
    .received;
}

/** What an open offer may take from its owner and bring in. */
export function liabilitiesOf({ price, amount }: { price: Price; amount: bigint }): {
  selling: bigint;
  buying: bigint;
} {
  const limits = {
    price,
    offerSends: amount,
    offerReceives: maxAmount,
    takerSends: maxAmount,
    takerReceives: maxAmount,
  };
  const { sent, received } = crossWithoutBound(limits, 'order');
  return { selling: received, buying: sent };
}
