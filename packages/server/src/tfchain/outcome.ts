import { z } from 'zod';
import type { ChainEvent } from './events.ts';

/** Why the runtime undid a call: its fee is paid, its nonce used, nothing else happened. */
export type DispatchRefusal =
  /** Dedicated, rented by somebody else, rent in grace, or standby. */
  | 'node_not_available'
  | 'node_not_found'
  /** A live contract with this node and hash exists: look it up, it may be ours. */
  | 'contract_not_unique'
  | 'no_public_ips'
  | 'contract_not_found'
  | 'not_owner'
  | 'contract_in_grace'
  | 'twin_not_found'
  | 'twin_exists'
  | 'terms_not_accepted'
  /** The farmer took the node out of v3 billing. */
  | 'node_opted_out'
  | 'insufficient_funds'
  | 'other';

/** What a finalized block says about one extrinsic. */
export type DispatchResult =
  | { ok: true }
  /** `error` is the chain's own name, such as `SmartContractModule.NodeNotExists`, for logs and people. */
  | { ok: false; refusal: DispatchRefusal; error: string };

/** What the pool answered to one sending. Never final: only finalized blocks decide what became of the bytes. */
export type SendOutcome =
  | { kind: 'accepted' }
  /** The pool or a block has these bytes already. */
  | { kind: 'already_known' }
  | { kind: 'rejected'; reason: PoolRejection; message: string }
  /** No answer in time, or the connection broke: the pool may have the bytes or not. Send the same bytes again. */
  | { kind: 'unknown'; cause: Error };

export type PoolRejection =
  /** The account has used this nonce: perhaps for these very bytes. */
  | 'stale_nonce'
  | 'cannot_pay_fee'
  /** Also what an ended era looks like. */
  | 'bad_signature'
  | 'era_ended'
  /** The same bytes may be taken a few blocks later. */
  | 'pool_full'
  | 'invalid';

/** What became of signed bytes, judged at finalized blocks. */
export type SubmissionState =
  | {
      kind: 'included';
      blockNumber: number;
      blockHash: string;
      extrinsicIndex: number;
      result: DispatchResult;
      events: ChainEvent[];
      /** Units of 1e-7 TFT. */
      feeUnits: bigint;
    }
  /** Still possible: send the same bytes again, build no others for the same purpose. */
  | { kind: 'pending' }
  /** Never included and never will be: the era ended, or another extrinsic used the nonce. */
  | { kind: 'dead'; why: 'era_ended' | 'nonce_used' }
  /** The nonce is used, but the node no longer keeps the blocks that say by what: ask storage for the effect. */
  | { kind: 'history_gone' };

const refusals: Record<string, DispatchRefusal> = {
  'SmartContractModule.NodeNotAvailableToDeploy': 'node_not_available',
  'SmartContractModule.NodeHasRentContract': 'node_not_available',
  'SmartContractModule.NodeNotAuthorizedToDeployContract': 'node_not_available',
  'SmartContractModule.NodeNotExists': 'node_not_found',
  'SmartContractModule.ContractIsNotUnique': 'contract_not_unique',
  'SmartContractModule.FarmHasNotEnoughPublicIPs': 'no_public_ips',
  'SmartContractModule.FarmHasNotEnoughPublicIPsFree': 'no_public_ips',
  'SmartContractModule.FailedToReserveIP': 'no_public_ips',
  'SmartContractModule.ContractNotExists': 'contract_not_found',
  'SmartContractModule.TwinNotAuthorizedToCancelContract': 'not_owner',
  'SmartContractModule.TwinNotAuthorizedToUpdateContract': 'not_owner',
  'SmartContractModule.TwinNotAuthorized': 'not_owner',
  'SmartContractModule.CannotUpdateContractInGraceState': 'contract_in_grace',
  'SmartContractModule.TwinNotExists': 'twin_not_found',
  'SmartContractModule.OnlyTwinAdminCanDeployOnThisNode': 'node_opted_out',
  'TfgridModule.TwinNotExists': 'twin_not_found',
  'TfgridModule.TwinExists': 'twin_exists',
  'TfgridModule.TwinWithPubkeyExists': 'twin_exists',
  'TfgridModule.UserDidNotSignTermsAndConditions': 'terms_not_accepted',
  'Balances.InsufficientBalance': 'insufficient_funds',
  'Balances.ExistentialDeposit': 'insufficient_funds',
  'Balances.Expendability': 'insufficient_funds',
  'Token.FundsUnavailable': 'insufficient_funds',
  'Token.NotExpendable': 'insufficient_funds',
  'Token.BelowMinimum': 'insufficient_funds',
};

const dispatchErrorSchema = z.object({ type: z.string(), value: z.unknown() });
const named = z.object({ type: z.string(), value: z.object({ type: z.string() }).optional().catch(undefined) });

/** @param dispatchError of System.ExtrinsicFailed as polkadot-api decodes it, names resolved through metadata. */
export function dispatchFailure(dispatchError: unknown): DispatchResult {
  const error = errorName(dispatchError);
  return { ok: false, refusal: refusals[error] ?? 'other', error };
}

function errorName(dispatchError: unknown): string {
  const outer = dispatchErrorSchema.safeParse(dispatchError);
  if (!outer.success) return 'Unknown';
  const inner = named.safeParse(outer.data.value);
  if (!inner.success) return outer.data.type;
  const { type, value } = inner.data;
  // {Module, {SmartContractModule, {NodeNotExists}}} or {Token, {FundsUnavailable}} or {BadOrigin}.
  return outer.data.type === 'Module' ? `${type}.${value?.type ?? 'Unknown'}` : `${outer.data.type}.${type}`;
}

/** Reads the error of `author_submitExtrinsic`: code 1010 says why in `data`, the others by their code. */
export function poolRejection(code: number, message: string): SendOutcome {
  if (code === 1013 || code === 1012) return { kind: 'already_known' };
  const reasons: [RegExp, PoolRejection][] = [
    [/outdated|stale/i, 'stale_nonce'],
    [/inability to pay|balance too low|payment/i, 'cannot_pay_fee'],
    [/bad signature|badproof/i, 'bad_signature'],
    [/birth block|ancient/i, 'era_ended'],
    [/exhaust/i, 'pool_full'],
  ];
  const poolFull = code === 1014 || code === 1016 || code === 1015;
  const reason = poolFull ? 'pool_full' : (reasons.find(([pattern]) => pattern.test(message))?.[1] ?? 'invalid');
  return { kind: 'rejected', reason, message };
}
