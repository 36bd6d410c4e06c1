import type { Claim } from '../exchange/convert.ts';
import type { AssetName } from '../ledger/assets.ts';
import type { OfferEntry } from '../ledger/entries.ts';
import type { View } from '../ledger/view.ts';
import type { OuterReason, Reason } from './failures.ts';

/** Where an operation acts. */
export interface Ground {
  view: View;
  source: string;
  ledger: { sequence: number; closeSeconds: number };
}

export interface PathPaid {
  claims: Claim[];
  sourceAmount: bigint;
  last: { destination: string; asset: AssetName; amount: bigint };
}

export interface OrderPlaced {
  claims: Claim[];
  /** What stands in the book afterwards. */
  offer: { effect: 'created' | 'updated'; entry: OfferEntry } | { effect: 'deleted' };
}

export interface Successes {
  createAccount: object;
  payment: object;
  pathPaymentStrictSend: PathPaid;
  pathPaymentStrictReceive: PathPaid;
  manageSellOffer: OrderPlaced;
  manageBuyOffer: OrderPlaced;
  changeTrust: { line: 'created' | 'updated' | 'removed' };
  setOptions: object;
}
export type Success = { [Type in keyof Successes]: { type: Type } & Successes[Type] }[keyof Successes];

export type Outcome = { ok: true; success: Success } | { ok: false; type: string; reason: Reason | OuterReason };
