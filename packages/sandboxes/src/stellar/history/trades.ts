import type { Claim } from '../exchange/convert.ts';
import { formatAmount } from '../ledger/amounts.ts';
import { type AssetName, assetFields, inOrder } from '../ledger/assets.ts';

/** An offer that took part without standing in the book has a number of its own, made from its operation's. */
const syntheticOffer = 1n << 62n;

export const pairTag = (base: AssetName, counter: AssetName): string => `${base}/${counter}`;

/** A trade as Horizon tells it, with the smaller asset as base. */
export function tradeOf(
  claim: Claim,
  taker: { account: string; operationId: bigint },
): { tag: string; accounts: string[]; details: Record<string, unknown> } {
  const { from, sold, soldAmount, bought, boughtAmount } = claim;
  const soldIsBase = inOrder(sold, bought);
  const maker: Record<string, string> =
    'poolId' in from ? { liquidity_pool_id: from.poolId } : { offer_id: String(from.offerId), account: from.seller };
  const takerSide = { offer_id: String(syntheticOffer | taker.operationId), account: taker.account };
  const makerSide = { side: maker, asset: sold, amount: soldAmount };
  const otherSide = { side: takerSide, asset: bought, amount: boughtAmount };
  const [base, counter] = soldIsBase ? [makerSide, otherSide] : [otherSide, makerSide];
  return {
    tag: pairTag(base.asset, counter.asset),
    accounts: [taker.account, ...('poolId' in from ? [] : [from.seller])],
    details: {
      trade_type: 'poolId' in from ? 'liquidity_pool' : 'orderbook',
      ...('poolId' in from && { liquidity_pool_fee_bp: 30 }),
      ...sideFields('base', base),
      ...sideFields('counter', counter),
      base_is_seller: soldIsBase,
      price: { n: String(counter.amount), d: String(base.amount) },
    },
  };
}

function sideFields(
  name: 'base' | 'counter',
  { side, asset, amount }: { side: Record<string, string>; asset: AssetName; amount: bigint },
) {
  return {
    ...Object.fromEntries(Object.entries(side).map(([key, value]) => [`${name}_${key}`, value])),
    [`${name}_amount`]: formatAmount(amount),
    ...assetFields(asset, `${name}_`),
  };
}

/** The same trade seen from the other asset. */
export function turned(trade: Record<string, unknown>): Record<string, unknown> {
  const { n, d } = trade.price as { n: string; d: string };
  const swapped = Object.entries(trade).map(([key, value]): [string, unknown] => {
    if (key === 'base_is_seller') return [key, !value];
    if (key.startsWith('base_')) return [key.replace('base_', 'counter_'), value];
    return key.startsWith('counter_') ? [key.replace('counter_', 'base_'), value] : [key, value];
  });
  return { ...Object.fromEntries(swapped), price: { n: d, d: n } };
}
