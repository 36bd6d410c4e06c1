import { isFinal, nextStep } from '@marketplace/core/treasury';
import { openSubmissionOf } from '../../postgres/stellar-submissions.ts';
import { findTransfer, requestAdvance, type TransferRow } from '../../postgres/treasury-transfers.ts';
import { StellarUnavailable } from '../../stellar/index.ts';
import { buildDeposit, buildSwap } from './build.ts';
import { observeBridge, observeBurn, observePayout } from './cross.ts';
import type { TreasuryJobParts } from './parts.ts';
import { observeUnsigned, submit } from './submit.ts';
import { watchWallets } from './watch.ts';

/** `again`: the next step may follow at once. `wait`: ask again soon. `rest`: something else wakes it. */
type Outcome = 'again' | 'wait' | 'rest';

const MOST_STEPS = 12;
const WAIT_MS = 1000;

/**
 * Takes a transfer as far as it goes now. Each step reads where it stands, does one thing outside that may be repeated, and
 * writes what became of it: stopped anywhere, the next call goes on.
 */
export async function advanceTransfer(parts: TreasuryJobParts, id: string): Promise<void> {
  for (let count = 0; count < MOST_STEPS; count++) {
    const transfer = await findTransfer(parts.store.db, id);
    if (!transfer || isFinal(transfer.status)) return transfer && void (await watchWallets(parts));
    const outcome = await step(parts, transfer);
    if (outcome === 'rest') return;
    if (outcome === 'wait') break;
  }
  await requestAdvance(parts.store.db, id, WAIT_MS);
}

async function step(parts: TreasuryJobParts, transfer: TransferRow): Promise<Outcome> {
  const submission = await openSubmissionOf(parts.store.db, transfer.id);
  try {
    switch (nextStep(transfer.status, submission && { signed: submission.signed_xdr !== null })) {
      case 'build_swap':
        return await buildSwap(parts, transfer);
      case 'build_deposit':
        return await buildDeposit(parts, transfer);
      case 'await_signature':
        return submission ? await observeUnsigned(parts, transfer, submission) : 'rest';
      case 'submit':
        return submission ? await submit(parts, transfer, submission) : 'rest';
      case 'observe_bridge':
        return await observeBridge(parts, transfer);
      case 'observe_burn':
        return await observeBurn(parts, transfer);
      case 'observe_payout':
        return await observePayout(parts, transfer);
      case 'nothing':
        return 'rest';
    }
  } catch (error) {
    if (!(error instanceof StellarUnavailable)) throw error;
    parts.log.warn({ err: error, transfer: transfer.id }, 'Stellar did not answer; the transfer goes on when it does');
    return 'wait';
  }
}
