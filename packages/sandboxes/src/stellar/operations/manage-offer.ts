import { convert } from '../exchange/convert.ts';
import { adjustedAmount, crossWithoutBound } from '../exchange/cross-amounts.ts';
import { comparePrices, liftOffer, putOffer } from '../exchange/offers.ts';
import { least, maxAmount } from '../ledger/amounts.ts';
import type { OfferEntry } from '../ledger/entries.ts';
import { addSubentry, changeBalance, holds, payable, removeSubentry, takeable } from '../ledger/holdings.ts';
import { nextNumber } from '../ledger/view.ts';
import { OperationFailure } from './failures.ts';
import type { OperationBodies, OrderTerms } from './operation.ts';
import type { Ground, OrderPlaced } from './outcome.ts';

/** Most that may be sold and bought. */
interface Size {
  sell: bigint;
  buy: bigint;
}

export function manageSellOffer(ground: Ground, body: OperationBodies['manageSellOffer']): OrderPlaced {
  return placeOrder(ground, body, { sell: body.amount, buy: maxAmount });
}

/** The price says what is paid for what is bought, so the order in the book has its inverse. */
export function manageBuyOffer(ground: Ground, body: OperationBodies['manageBuyOffer']): OrderPlaced {
  const price = { n: body.price.d, d: body.price.n };
  return placeOrder(ground, { ...body, price }, { sell: maxAmount, buy: body.buyAmount });
}

/** Fills what the book offers at this price or better, and leaves the rest standing. */
function placeOrder(ground: Ground, terms: OrderTerms, size: Size): OrderPlaced {
  const { view, source } = ground;
  const { selling, buying, price } = terms;
  const isDeletion = size.sell === 0n || size.buy === 0n;
  if (!isDeletion) requireLines(ground, terms);
  const isNew = terms.offerId === 0n;
  if (isNew) {
    if (!addSubentry(view, source)) throw new OperationFailure('lowReserve');
  } else {
    liftOwn(ground, terms.offerId);
  }
  if (isDeletion) {
    removeSubentry(view, source);
    return { claims: [], offer: { effect: 'deleted' } };
  }
  requireRoom(ground, terms, size);
  const filled = fill(ground, terms, size);
  const amount = filled.rest
    ? adjustedAmount(
        price,
        least(payable(view, source, selling), size.sell - filled.sent),
        least(takeable(view, source, buying), size.buy - filled.received),
      )
    : 0n;
  if (amount <= 0n) {
    removeSubentry(view, source);
    return { claims: filled.claims, offer: { effect: 'deleted' } };
  }
  const id = isNew ? nextNumber(view, 'offers') : terms.offerId;
  const entry: OfferEntry = { id, seller: source, selling, buying, amount, price };
  putOffer(view, entry);
  return { claims: filled.claims, offer: { effect: isNew ? 'created' : 'updated', entry } };
}

function requireLines({ view, source }: Ground, { selling, buying }: OrderTerms): void {
  if (!holds(view, source, selling)) throw new OperationFailure('sellNoTrust');
  if (selling !== 'native' && payable(view, source, selling) === 0n) throw new OperationFailure('underfunded');
  if (!holds(view, source, buying)) throw new OperationFailure('buyNoTrust');
}

function liftOwn({ view, source }: Ground, offerId: bigint): void {
  const own = view.get('offer', String(offerId));
  if (own === undefined || own.seller !== source) throw new OperationFailure('offerNotFound');
  liftOffer(view, own);
}

/** What the whole order may take and bring must fit. */
function requireRoom({ view, source }: Ground, { selling, buying, price }: OrderTerms, size: Size): void {
  const whole = crossWithoutBound(
    {
      price,
      offerSends: size.sell,
      offerReceives: size.buy,
      takerSends: maxAmount,
      takerReceives: maxAmount,
    },
    'order',
  );
  const room = takeable(view, source, buying);
  if (room < whole.sent || room === 0n) throw new OperationFailure('lineFull');
  if (payable(view, source, selling) < whole.received) throw new OperationFailure('underfunded');
}

function fill({ view, source }: Ground, { selling, buying, price }: OrderTerms, size: Size) {
  const highest = { n: price.d, d: price.n };
  const filled = convert(view, {
    send: selling,
    receive: buying,
    maxSend: least(payable(view, source, selling), size.sell),
    maxReceive: least(takeable(view, source, buying), size.buy),
    rounding: 'order',
    judge: (offer) => {
      if (comparePrices(offer.price, highest) > 0) return 'badPrice';
      return offer.seller === source ? 'crossSelf' : 'keep';
    },
  });
  if (filled.outcome === 'crossSelf') throw new OperationFailure('crossSelf');
  if (filled.outcome === 'tooMany') throw new OperationFailure('workLimit');
  changeBalance(view, source, buying, filled.received);
  changeBalance(view, source, selling, -filled.sent);
  return { ...filled, rest: filled.outcome !== 'done' };
}
