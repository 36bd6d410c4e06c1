export type { BillingBlock, ChainBill } from './bills.ts';
export type { BlockExtrinsic, FinalizedBlock } from './blocks.ts';
export {
  acceptTerms,
  batchAll,
  billContract,
  type ChainCall,
  cancelContract,
  createNodeContract,
  createTwin,
  maxDeploymentDataBytes,
  type NodeContractOrder,
  swapToStellar,
  transferKeepAlive,
  updateNodeContract,
} from './calls.ts';
export { createTfchain, type Tfchain, type TfchainOptions } from './chain-client.ts';
export type { BlockRef, ChainNetwork } from './connection.ts';
export type { ChainContract, ContractState, ContractSubject } from './contract.ts';
export { type EnsureTwinOptions, ensureTwin, TwinNotCreated } from './ensure-twin.ts';
export { ChainAnswerInvalid, ChainError, ChainUnavailable, HistoryGone, SigningRefused } from './errors.ts';
export type { ChainEvent, DiscountLevel } from './events.ts';
export type { DispatchRefusal, DispatchResult, PoolRejection, SendOutcome, SubmissionState } from './outcome.ts';
export type { ReadOptions, TftPrice } from './reads.ts';
export type { BridgeMint, ChainAccount, ChainFarm, ChainNode, ChainTwin, NodePower, PricingPolicy } from './schemas.ts';
export { defaultEraPeriod, type SignedExtrinsic, type SignOptions } from './signed-bytes.ts';
export {
  addressOf,
  createMnemonic,
  isTfchainAddress,
  normalAddress,
  publicKeyOf,
  signerFromMnemonic,
  type TwinSigner,
} from './signer.ts';
export type { SubmissionRef } from './submissions.ts';
export { verifySignature } from './verify-signature.ts';
