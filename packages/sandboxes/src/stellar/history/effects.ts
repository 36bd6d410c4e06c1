import type { Claim } from '../exchange/convert.ts';
import { formatAmount } from '../ledger/amounts.ts';
import { type AssetName, assetFields } from '../ledger/assets.ts';
import type { PoolEntry } from '../ledger/entries.ts';
import type { Body } from '../operations/operation.ts';
import type { Success } from '../operations/outcome.ts';

/** What an operation did to one account. */
export interface Effect {
  account: string;
  type: keyof typeof effectTypes;
  details: Record<string, unknown>;
}

/** Horizon's numbers. */
export const effectTypes = {
  account_created: 0,
  account_credited: 2,
  account_debited: 3,
  signer_created: 10,
  trustline_created: 20,
  trustline_removed: 21,
  trustline_updated: 22,
  trade: 33,
  liquidity_pool_trade: 92,
} as const;

/** Effects in Horizon's order; those of `setOptions` are not told. */
export function effectsOf(
  body: Body,
  source: string,
  success: Success,
  poolOf: (id: string) => Readonly<PoolEntry> | undefined,
): Effect[] {
  switch (body.type) {
    case 'createAccount':
      return [
        {
          account: body.destination,
          type: 'account_created',
          details: { starting_balance: formatAmount(body.startingBalance) },
        },
        moved('account_debited', source, 'native', body.startingBalance),
        {
          account: body.destination,
          type: 'signer_created',
          details: { weight: 1, public_key: body.destination, key: '' },
        },
      ];
    case 'payment':
      return [
        moved('account_credited', body.destination.account, body.asset, body.amount),
        moved('account_debited', source, body.asset, body.amount),
      ];
    case 'changeTrust': {
      const type = `trustline_${'line' in success ? success.line : 'updated'}` as const;
      return [{ account: source, type, details: { ...assetFields(body.asset), limit: formatAmount(body.limit) } }];
    }
    default:
      return 'claims' in success ? tradingEffects(body, source, success, poolOf) : [];
  }
}

function tradingEffects(
  body: Body,
  source: string,
  success: Extract<Success, { claims: Claim[] }>,
  poolOf: (id: string) => Readonly<PoolEntry> | undefined,
): Effect[] {
  const trades = success.claims.flatMap((claim) => tradeEffects(claim, source, poolOf));
  if (!('last' in success) || !('send' in body)) return trades;
  const { last, sourceAmount } = success;
  return [
    moved('account_credited', last.destination, last.asset, last.amount),
    moved('account_debited', source, body.send, sourceAmount),
    ...trades,
  ];
}

function tradeEffects(
  { from, sold, soldAmount, bought, boughtAmount }: Claim,
  taker: string,
  poolOf: (id: string) => Readonly<PoolEntry> | undefined,
): Effect[] {
  if ('poolId' in from) {
    const pool = poolOf(from.poolId);
    const details = {
      liquidity_pool: pool && poolFields(pool),
      sold: { asset: sold, amount: formatAmount(soldAmount) },
      bought: { asset: bought, amount: formatAmount(boughtAmount) },
    };
    return [{ account: taker, type: 'liquidity_pool_trade', details }];
  }
  const side = (account: string, other: string, gives: [AssetName, bigint], gets: [AssetName, bigint]): Effect => ({
    account,
    type: 'trade',
    details: {
      seller: other,
      offer_id: String(from.offerId),
      sold_amount: formatAmount(gives[1]),
      ...assetFields(gives[0], 'sold_'),
      bought_amount: formatAmount(gets[1]),
      ...assetFields(gets[0], 'bought_'),
    },
  });
  return [
    side(taker, from.seller, [bought, boughtAmount], [sold, soldAmount]),
    side(from.seller, taker, [sold, soldAmount], [bought, boughtAmount]),
  ];
}

/** A pool as Horizon describes it. */
export function poolFields({ id, a, b, reserveA, reserveB, shares }: Readonly<PoolEntry>) {
  return {
    id,
    fee_bp: 30,
    type: 'constant_product',
    // Only the market maker holds shares.
    total_trustlines: '1',
    total_shares: formatAmount(shares),
    reserves: [
      { asset: a, amount: formatAmount(reserveA) },
      { asset: b, amount: formatAmount(reserveB) },
    ],
  };
}

function moved(
  type: 'account_credited' | 'account_debited',
  account: string,
  asset: AssetName,
  amount: bigint,
): Effect {
  return { account, type, details: { ...assetFields(asset), amount: formatAmount(amount) } };
}
