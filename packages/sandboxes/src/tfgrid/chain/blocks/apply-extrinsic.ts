import { blockAuthor } from '../addresses.ts';
import type { SignedExtrinsic } from '../extrinsics/signed-extrinsic.ts';
import { feeOf } from '../extrinsics/validity.ts';
import { credit } from '../runtime/accounts.ts';
import { dispatch } from '../runtime/dispatch.ts';
import { type BlockExecution, DispatchFailure, type Origin } from '../runtime/execution.ts';
import type { DispatchError, RuntimeCall } from '../runtime/values.ts';

/** What came of a call; an unexpected error is a fault of the sandbox and shows as the dispatch error `Other`. */
export interface Outcome {
  refusal?: DispatchFailure;
  fault?: unknown;
}

/** Applies a transaction that has been found valid: the nonce moves and the fee is paid whatever the call does. */
export function applySigned(block: BlockExecution, extrinsic: SignedExtrinsic): Outcome {
  const { account, tip } = extrinsic;
  const fee = feeOf(extrinsic.lengthBytes) + tip;
  const info = block.get('System.Account', account);
  const data = { ...info.data, free: info.data.free - fee };
  block.set('System.Account', [account], { ...info, nonce: info.nonce + 1, data });
  block.emit('Balances', 'Withdraw', { who: account, amount: fee });
  const outcome = run(block, { account, authority: false }, extrinsic.call);
  credit(block, blockAuthor, fee);
  block.emit('Balances', 'Deposit', { who: blockAuthor, amount: fee });
  block.emit('TransactionPayment', 'TransactionFeePaid', { who: account, actual_fee: fee, tip });
  conclude(block, outcome, 'Yes');
  return outcome;
}

/** Applies a call that the block's author puts in itself; it costs nothing. */
export function applyBare(block: BlockExecution, origin: Origin, call: RuntimeCall): Outcome {
  const outcome = run(block, origin, call);
  conclude(block, outcome, 'No');
  return outcome;
}

/** Clients read success or failure from the last event of a transaction. */
export function conclude(block: BlockExecution, outcome: Outcome, paysFee: 'Yes' | 'No'): void {
  const dispatch_info = {
    weight: { ref_time: 100_000_000n, proof_size: 0n },
    class: { type: 'Normal', value: undefined },
    pays_fee: { type: paysFee, value: undefined },
  };
  const dispatch_error: DispatchError | undefined =
    outcome.refusal?.dispatchError ?? (outcome.fault === undefined ? undefined : { type: 'Other', value: undefined });
  if (dispatch_error) block.emit('System', 'ExtrinsicFailed', { dispatch_error, dispatch_info });
  else block.emit('System', 'ExtrinsicSuccess', { dispatch_info });
}

function run(block: BlockExecution, origin: Origin, call: RuntimeCall): Outcome {
  try {
    dispatch(block, origin, call);
    return {};
  } catch (error) {
    return error instanceof DispatchFailure ? { refusal: error } : { fault: error };
  }
}
