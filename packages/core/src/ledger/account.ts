import type { Asset } from '../money/index.ts';

/** Kinds that carry a running balance and a floor. */
export const guardedKinds = ['available', 'held'] as const;
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
] as const;
export type SystemKind = (typeof systemKinds)[number];

export interface AccountRef {
  /** `user:<uuid>`, `farm:<id>` or `system`. */
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
export const system = (kind: SystemKind): AccountRef => ({ owner: 'system', kind, asset: 'USD' });

/** One text per account, for maps and a stable order. */
export const accountKey = (account: AccountRef): string => `${account.owner}/${account.kind}/${account.asset}`;
