import type { AssetName } from '../ledger/assets.ts';
import type { Price } from '../ledger/entries.ts';

/** An account as an operation names it; a multiplexed address carries an id for its owner's own use. */
export interface Party {
  account: string;
  muxed?: { address: string; id: string };
}

export interface PathPayment {
  send: AssetName;
  destination: Party;
  destinationAsset: AssetName;
  path: AssetName[];
}

export interface OrderTerms {
  selling: AssetName;
  buying: AssetName;
  price: Price;
  /** 0 makes a new offer. */
  offerId: bigint;
}

export interface SetOptions {
  masterWeight?: number;
  low?: number;
  medium?: number;
  high?: number;
  homeDomain?: string;
  signer?: { key: string; weight: number };
}

/** Operations that the sandbox carries out, with the names of XDR; all others are `unsupported`. */
export interface OperationBodies {
  createAccount: { destination: string; startingBalance: bigint };
  payment: { destination: Party; asset: AssetName; amount: bigint };
  pathPaymentStrictSend: PathPayment & { sendAmount: bigint; destinationMin: bigint };
  pathPaymentStrictReceive: PathPayment & { sendMax: bigint; destinationAmount: bigint };
  manageSellOffer: OrderTerms & { amount: bigint };
  manageBuyOffer: OrderTerms & { buyAmount: bigint };
  changeTrust: { asset: AssetName; limit: bigint };
  setOptions: SetOptions;
}
export type SupportedType = keyof OperationBodies;

export type Body = { [Type in SupportedType]: { type: Type } & OperationBodies[Type] }[SupportedType];

export type Operation = {
  /** Absent: the transaction's source. */
  source?: Party;
} & (Body | { type: 'unsupported'; name: string; number: number });
