import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { findTransferOf, openTransfers, requestSigning, type SubmissionRow } from '../postgres/chain-submissions.ts';
import {
  lockPayout,
  type PayoutOutcome,
  payoutsToSettle,
  requestSettlement,
  settlePayout,
} from '../postgres/settle-payout.ts';
import type { Store } from '../postgres/store.ts';

export interface PayoutJobParts {
  store: Store;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** Writes into the books what became of a payout's transfer; a repeat finds it written. */
export async function settleTransfer({ store, clock, newId, log }: PayoutJobParts, payoutId: string): Promise<void> {
  const now = clock.now();
  const outcome = await store.transaction(async (tx) => {
    const payout = await lockPayout(tx, payoutId);
    const submission = await findTransferOf(tx, payoutId);
    const ended = submission && outcomeOf(submission);
    if (payout?.status !== 'sending' || !ended) return undefined;
    await settlePayout(tx, payout, ended, { now, newId });
    return ended;
  });
  if (outcome) log.info({ payout: payoutId, outcome: outcome.kind }, 'payout settled');
}

/** Takes up what a crash left between the chain and the books, or between a run and the chain. */
export async function resumePayouts({ store }: { store: Store }): Promise<void> {
  for (const id of await payoutsToSettle(store.db)) await requestSettlement(store.db, id);
  if ((await openTransfers(store.db)) > 0) await requestSigning(store.db);
}

const refusals: Record<string, string> = {
  insufficient_funds: "The marketplace's account on the chain could not pay it.",
};

/** Undefined while the transfer is on its way. */
function outcomeOf(submission: SubmissionRow): PayoutOutcome | undefined {
  const result = (submission.result ?? {}) as { feeUnits?: string; refusal?: string; error?: string; why?: string };
  const block = submission.included_block ?? undefined;
  const feeUnits = BigInt(result.feeUnits ?? 0);
  switch (submission.status) {
    case 'succeeded':
      return { kind: 'paid', block, feeUnits };
    case 'refused': {
      const reason =
        refusals[result.refusal ?? ''] ?? `The chain refused the transfer (${result.error ?? 'no reason given'}).`;
      return { kind: 'returned', reason, block, feeUnits };
    }
    case 'expired':
      return result.why === 'history_gone'
        ? { kind: 'unclear', reason: 'The chain no longer knows whether the transfer was carried out.' }
        : { kind: 'returned', reason: 'The chain did not take the transfer in time.', feeUnits: 0n };
    default:
      return undefined;
  }
}
