import type { SupportedType } from './operation.ts';

/** Why operations fail, with Horizon's word for each. */
const words = {
  malformed: 'op_malformed',
  underfunded: 'op_underfunded',
  lowReserve: 'op_low_reserve',
  alreadyExists: 'op_already_exists',
  sourceNoTrust: 'op_src_no_trust',
  noDestination: 'op_no_destination',
  noTrust: 'op_no_trust',
  lineFull: 'op_line_full',
  tooFewOffers: 'op_too_few_offers',
  crossSelf: 'op_cross_self',
  overSendMax: 'op_over_source_max',
  underDestinationMin: 'op_under_dest_min',
  sellNoTrust: 'op_sell_no_trust',
  buyNoTrust: 'op_buy_no_trust',
  offerNotFound: 'op_offer_not_found',
  noIssuer: 'op_no_issuer',
  invalidLimit: 'op_invalid_limit',
  thresholdOutOfRange: 'op_threshold_out_of_range',
  badSigner: 'op_bad_signer',
  tooManySigners: 'op_too_many_signers',
  invalidHomeDomain: 'op_invalid_home_domain',
} as const;
export type Reason = keyof typeof words;

const pathPaymentCodes = {
  malformed: -1,
  underfunded: -2,
  sourceNoTrust: -3,
  noDestination: -5,
  noTrust: -6,
  lineFull: -8,
  tooFewOffers: -10,
  crossSelf: -11,
} as const;
const offerCodes = {
  malformed: -1,
  sellNoTrust: -2,
  buyNoTrust: -3,
  lineFull: -6,
  underfunded: -7,
  crossSelf: -8,
  offerNotFound: -11,
  lowReserve: -12,
} as const;

/** The number in XDR of each reason for which an operation may fail. */
export const failureCodes = {
  createAccount: { malformed: -1, underfunded: -2, lowReserve: -3, alreadyExists: -4 },
  payment: { malformed: -1, underfunded: -2, sourceNoTrust: -3, noDestination: -5, noTrust: -6, lineFull: -8 },
  pathPaymentStrictSend: { ...pathPaymentCodes, underDestinationMin: -12 },
  pathPaymentStrictReceive: { ...pathPaymentCodes, overSendMax: -12 },
  manageSellOffer: offerCodes,
  manageBuyOffer: offerCodes,
  changeTrust: { malformed: -1, noIssuer: -2, invalidLimit: -3, lowReserve: -4 },
  setOptions: { lowReserve: -1, tooManySigners: -2, thresholdOutOfRange: -7, badSigner: -8, invalidHomeDomain: -9 },
} as const satisfies Record<SupportedType, Partial<Record<Reason, number>>>;

/** What can be wrong with any operation, before it is looked into. */
const outerWords = {
  badAuth: 'op_bad_auth',
  noAccount: 'op_no_source_account',
  notSupported: 'op_not_supported',
  workLimit: 'op_exceeded_work_limit',
} as const;
export const outerCodes = { badAuth: -1, noAccount: -2, notSupported: -3, workLimit: -5 } as const;
export type OuterReason = keyof typeof outerCodes;

/** Ends an operation; the transaction fails and everything it did is undone. */
export class OperationFailure extends Error {
  readonly reason: Reason | OuterReason;

  constructor(reason: Reason | OuterReason) {
    super(reason);
    this.name = 'OperationFailure';
    this.reason = reason;
  }
}

export const isOuter = (reason: Reason | OuterReason): reason is OuterReason => reason in outerCodes;

export function horizonWord(reason: Reason | OuterReason): string {
  return isOuter(reason) ? outerWords[reason] : words[reason];
}
