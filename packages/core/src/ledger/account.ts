import type { Asset } from '../money/index.ts';

/** Kinds that carry a running balance and a floor. */
export const guardedKinds = ['available', 'held', 'payable', 'in_transit'] as const;
export type GuardedKind = (typeof guardedKinds)[number];

export const systemKinds = [
  /** Money at the card processor: negative while customers hold it with us. */
  'stripe_clearing',
  /** What customers paid for grid capacity, at list price in dollars. */
  'grid_cost',
  /** What the operator keeps. */
  'margin',
  /** What a farm's owner is owed by this marketplace. */
  'provider_share',
  /** What the card processor keeps of each payment. */
  'stripe_fees',
  /** What the card processor keeps of each dispute. */
  'dispute_fees',
  /** Between a customer and their bank: taken from one of them and not yet given to the other. Zero when all is settled. */
  'disputed',
  /** What the operator gave away in credits and coupons, less what expired. */
  'promotions',
  /** What the card processor paid out to the operator's bank account. */
  'bank',
  /** Where one asset becomes another: what goes in here in dollars comes out in TFT, at the price of that day. */
  'fx',
  /** TFT of the operator on the chain: negative while we have it, as with every clearing account. */
  'treasury_tft',
  /** What the chain takes for carrying out our transfers. */
  'chain_fees',
  /** Funds of the operator on Stellar, in each asset: negative while we have them. */
  'treasury_stellar',
  /** Bought and not yet seen on Stellar. */
  'treasury_arriving',
  /** TFT between Stellar and the chain: negative while it is on its way. */
  'bridge_in_transit',
  /** What the bridge keeps. */
  'bridge_fees',
  /** What Stellar takes for transactions, in lumens. */
  'network_fees',
  /** What moved on Stellar and nobody has explained yet. */
  'treasury_suspense',
  /** What the operator had on Stellar before the books began. */
  'treasury_opening',
  /** What exchanging one asset for another won or lost against its cost, in dollars; a loss is negative. */
  'exchange_result',
  /** The part of it that came between a quote and its transaction. */
  'slippage',
] as const;
export type SystemKind = (typeof systemKinds)[number];

export interface AccountRef {
  /** `user:<uuid>`, `provider:<uuid>`, `farm:<id>` or `system`. */
  owner: string;
  kind: GuardedKind | SystemKind;
  asset: Asset;
}

export const isGuarded = (account: AccountRef): boolean => (guardedKinds as readonly string[]).includes(account.kind);

export const availableOf = (userId: string): AccountRef => ({
  owner: `user:${userId}`,
  kind: 'available',
  asset: 'USD',
});
export const heldOf = (userId: string): AccountRef => ({ owner: `user:${userId}`, kind: 'held', asset: 'USD' });
export const providerShareOf = (farmId: number): AccountRef => ({
  owner: `farm:${farmId}`,
  kind: 'provider_share',
  asset: 'USD',
});
export const system = (kind: SystemKind, asset: Asset = 'USD'): AccountRef => ({ owner: 'system', kind, asset });

/** What a provider earned and cannot have yet, can have, and has asked for: all three are owed. */
export const providerAccount = (userId: string, kind: 'held' | 'payable' | 'in_transit'): AccountRef => ({
  owner: providerOwner(userId),
  kind,
  asset: 'USD',
});
export const providerOwner = (userId: string): string => `provider:${userId}`;

/** One text per account, for maps and a stable order. */
export const accountKey = (account: AccountRef): string => `${account.owner}/${account.kind}/${account.asset}`;
