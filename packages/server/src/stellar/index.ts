export {
  type BuiltEnvelope,
  checkSignedEnvelope,
  depositEnvelope,
  type EnvelopeFrame,
  type StellarNetwork,
  swapEnvelope,
} from './envelopes.ts';
export { StellarAnswerInvalid, StellarUnavailable } from './errors.ts';
export { createHorizon, type Horizon, type PostOutcome } from './horizon.ts';
export type { LandedTransaction, PaymentRecord, StellarAccount } from './horizon-schemas.ts';
export { type Movement, movementsOf } from './movements.ts';
export { failureCode, type SwapAmounts, swapAmounts } from './results.ts';
export { type StellarSigner, sealSecret, stellarSigner } from './signer.ts';
export { accountOfSecret, createStellarSecret, isStellarAccount, isStellarSecret } from './strkey.ts';
