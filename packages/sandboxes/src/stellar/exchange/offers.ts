import { least } from '../ledger/amounts.ts';
import type { AssetName } from '../ledger/assets.ts';
import type { OfferEntry } from '../ledger/entries.ts';
import { changeBalance, changeLiabilities, payable, removeSubentry, takeable } from '../ledger/holdings.ts';
import type { View } from '../ledger/view.ts';
import {
  adjustedAmount,
  type Crossed,
  type CrossLimits,
  crossAmounts,
  liabilitiesOf,
  type Rounding,
} from './cross-amounts.ts';

/** Open offers of one asset for another: the cheapest first, the older one before an equal one. */
export function offersOf(view: View, selling: AssetName, buying: AssetName): OfferEntry[] {
  return [...view.all('offer').values()]
    .filter((offer) => offer.selling === selling && offer.buying === buying)
    .sort((a, b) => comparePrices(a.price, b.price) || Number(a.id - b.id));
}

export function comparePrices(a: OfferEntry['price'], b: OfferEntry['price']): number {
  const difference = BigInt(a.n) * BigInt(b.d) - BigInt(b.n) * BigInt(a.d);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Puts an offer into the book; its owner's subentry was counted before. */
export function putOffer(view: View, offer: OfferEntry): void {
  view.put('offer', String(offer.id), offer);
  changeReserved(view, offer, 1n);
}

/** Takes an offer out of the book and leaves its owner's subentry counted. */
export function liftOffer(view: View, offer: OfferEntry): void {
  view.remove('offer', String(offer.id));
  changeReserved(view, offer, -1n);
}

export function removeOffer(view: View, offer: OfferEntry): void {
  liftOffer(view, offer);
  removeSubentry(view, offer.seller);
}

/** Crosses one resting offer: moves its owner's balances and shrinks or removes it. The taker's side is not touched. */
export function crossOffer(
  view: View,
  offer: OfferEntry,
  taker: Pick<CrossLimits, 'takerSends' | 'takerReceives'>,
  rounding: Rounding,
): Crossed {
  const { seller, selling, buying, price } = offer;
  liftOffer(view, offer);
  const offerSends = least(adjusted(view, offer, offer.amount), payable(view, seller, selling));
  const crossed = crossAmounts(
    { ...taker, price, offerSends, offerReceives: takeable(view, seller, buying) },
    rounding,
  );
  changeBalance(view, seller, buying, crossed.sent);
  changeBalance(view, seller, selling, -crossed.received);
  const amount = crossed.offerStays ? adjusted(view, offer, offer.amount - crossed.received) : 0n;
  if (amount > 0n) putOffer(view, { ...offer, amount });
  else removeSubentry(view, seller);
  return crossed;
}

function adjusted(view: View, { seller, selling, buying, price }: OfferEntry, amount: bigint): bigint {
  return adjustedAmount(price, least(amount, payable(view, seller, selling)), takeable(view, seller, buying));
}

function changeReserved(view: View, offer: OfferEntry, sign: 1n | -1n): void {
  const { selling, buying } = liabilitiesOf(offer);
  changeLiabilities(view, offer.seller, offer.selling, { selling: sign * selling });
  changeLiabilities(view, offer.seller, offer.buying, { buying: sign * buying });
}
