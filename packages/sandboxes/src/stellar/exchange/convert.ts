import { maxAmount } from '../ledger/amounts.ts';
import { type AssetName, inOrder } from '../ledger/assets.ts';
import type { OfferEntry, PoolEntry } from '../ledger/entries.ts';
import type { View } from '../ledger/view.ts';
import type { Rounding } from './cross-amounts.ts';
import { crossOffer, offersOf } from './offers.ts';
import { poolAsks, poolGives } from './pool-amounts.ts';

/** One trade of a conversion, from the side of what was crossed: it sold what the taker received. */
export interface Claim {
  /** An offer of the book, or a pool. */
  from: { offerId: bigint; seller: string } | { poolId: string };
  sold: AssetName;
  soldAmount: bigint;
  bought: AssetName;
  boughtAmount: bigint;
}

export interface Conversion {
  send: AssetName;
  receive: AssetName;
  maxSend: bigint;
  maxReceive: bigint;
  rounding: Rounding;
  /** Whether a resting offer may be crossed; anything else stops there. */
  judge?(offer: OfferEntry): 'keep' | 'badPrice' | 'crossSelf';
}

export interface Converted {
  /** `done` when one of the limits was reached. */
  outcome: 'done' | 'partial' | 'badPrice' | 'crossSelf' | 'tooMany';
  sent: bigint;
  received: bigint;
  claims: Claim[];
}

/** Most offers that one operation may cross. */
const maxCrossed = 1000;

/**
 * Exchanges one asset for another: a path payment takes either the book or the pool, whichever gives the better price
 * for the whole amount, and the pool when they are equal; an order takes the book.
 */
export function convert(view: View, conversion: Conversion): Converted {
  const throughPool = conversion.rounding === 'order' ? undefined : tryPool(view, conversion);
  const book = view.nest();
  const throughBook = convertWithOffers(book, conversion);
  if (throughPool === undefined || (throughBook.outcome === 'done' && isBetter(throughBook, throughPool))) {
    book.commit();
    return throughBook;
  }
  view.put('pool', `${throughPool.pool.a}/${throughPool.pool.b}`, throughPool.pool);
  return { outcome: 'done', ...throughPool };
}

function isBetter(book: Converted, pool: Pick<Converted, 'sent' | 'received'>): boolean {
  return pool.sent * book.received > pool.received * book.sent;
}

function convertWithOffers(view: View, { send, receive, rounding, judge, ...limits }: Conversion): Converted {
  let { maxSend, maxReceive } = limits;
  const converted: Converted = { outcome: 'partial', sent: 0n, received: 0n, claims: [] };
  const end = (outcome: Converted['outcome']): Converted => ({ ...converted, outcome });
  if (maxSend === 0n || maxReceive === 0n) return end('done');
  for (const offer of offersOf(view, receive, send)) {
    const verdict = judge?.(offer) ?? 'keep';
    if (verdict !== 'keep') return end(verdict);
    if (converted.claims.length === maxCrossed) return end('tooMany');
    const taker = { takerSends: maxSend, takerReceives: maxReceive };
    const { sent, received, offerStays } = crossOffer(view, offer, taker, rounding);
    converted.sent += sent;
    converted.received += received;
    maxSend -= sent;
    maxReceive -= received;
    const { id: offerId, seller } = offer;
    converted.claims.push({
      from: { offerId, seller },
      sold: receive,
      soldAmount: received,
      bought: send,
      boughtAmount: sent,
    });
    if (offerStays || maxSend === 0n || maxReceive === 0n) return end('done');
  }
  return end('partial');
}

function tryPool(
  view: View,
  { send, receive, maxSend, maxReceive, rounding }: Conversion,
): (Pick<Converted, 'sent' | 'received' | 'claims'> & { pool: PoolEntry }) | undefined {
  const [a, b] = inOrder(send, receive) ? [send, receive] : [receive, send];
  const pool = view.get('pool', `${a}/${b}`);
  if (pool === undefined || pool.reserveA <= 0n || pool.reserveB <= 0n) return undefined;
  const sendsA = send === a;
  const reserves = sendsA ? { into: pool.reserveA, from: pool.reserveB } : { into: pool.reserveB, from: pool.reserveA };
  const sent = rounding === 'strictSend' ? maxSend : poolAsks(reserves, maxReceive);
  const received = rounding === 'strictSend' ? poolGives(reserves, maxSend) : maxReceive;
  if (sent === undefined || received === undefined || sent > maxAmount) return undefined;
  const [changeA, changeB] = sendsA ? [sent, -received] : [-received, sent];
  return {
    sent,
    received,
    claims: [{ from: { poolId: pool.id }, sold: receive, soldAmount: received, bought: send, boughtAmount: sent }],
    pool: { ...pool, reserveA: pool.reserveA + changeA, reserveB: pool.reserveB + changeB },
  };
}
