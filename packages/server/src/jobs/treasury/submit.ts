import { bridgeDepositTransfer, networkFeeTransfer, swapTransfer } from '@marketplace/core/ledger';
import {
  afterDeposit,
  afterSwap,
  judgeRejection,
  type Landing,
  landingWords,
  type SwapTerms,
} from '@marketplace/core/treasury';
import { endSubmission, noteSubmission, type StellarSubmissionRow } from '../../postgres/stellar-submissions.ts';
import type { Tx } from '../../postgres/store.ts';
import { book, slippageOf, worthOf } from '../../postgres/treasury-books.ts';
import { insertLot, takeLots } from '../../postgres/treasury-lots.ts';
import { lockTransfer, moveTransfer, type TransferRow } from '../../postgres/treasury-transfers.ts';
import { failureCode, type LandedTransaction, type SwapAmounts, swapAmounts } from '../../stellar/index.ts';
import { endFailed } from './fail.ts';
import type { TreasuryJobParts } from './parts.ts';

/** What is certain about the transaction, with what its ledger says. */
type Known = { landing: Landing; landed?: LandedTransaction };

/**
 * Brings a stored transaction to its end: looks for it by its hash, else sends the same bytes once more. Only what is certain
 * is written down; an answer that says nothing leaves it as it is.
 */
export async function submit(
  parts: TreasuryJobParts,
  transfer: TransferRow,
  submission: StellarSubmissionRow,
): Promise<'again' | 'wait'> {
  const known = (submission.posts > 0 && (await lookUp(parts, submission))) || (await send(parts, submission));
  if (known === undefined) return 'wait';
  await settle(parts, transfer, submission, known);
  return 'again';
}

/** Whoever signs elsewhere may also send it from there; unsigned until its time is over, it can never take effect. */
export async function observeUnsigned(
  parts: TreasuryJobParts,
  transfer: TransferRow,
  submission: StellarSubmissionRow,
): Promise<'again' | 'rest'> {
  const known = await lookUp(parts, submission);
  if (known === undefined) return 'rest';
  await settle(parts, transfer, submission, known);
  return 'again';
}

async function lookUp({ treasury }: TreasuryJobParts, submission: StellarSubmissionRow): Promise<Known | undefined> {
  // The ledger first: what is not found afterwards was not in it.
  const { closedAt } = await treasury.horizon.latestLedger();
  const landed = await treasury.horizon.transaction(submission.hash);
  if (landed) return knownOf(landed);
  return closedAt > submission.max_time ? { landing: { kind: 'expired' } } : undefined;
}

async function send(parts: TreasuryJobParts, submission: StellarSubmissionRow): Promise<Known | undefined> {
  const { store, clock, treasury } = parts;
  await noteSubmission(store.db, submission.id, { posts: submission.posts + 1 }, clock.now());
  const outcome = await treasury.horizon.post(submission.signed_xdr ?? '');
  if (outcome.kind === 'landed') return knownOf(outcome.transaction);
  if (outcome.kind === 'unknown') {
    await noteSubmission(store.db, submission.id, { note: outcome.reason }, clock.now());
    return undefined;
  }
  const landed = await treasury.horizon.transaction(submission.hash);
  if (landed) return knownOf(landed);
  const verdict = judgeRejection(outcome.code);
  if (verdict === 'dead') return { landing: { kind: 'failed', code: outcome.code } };
  if (verdict === 'look' && (await numberIsUsed(parts, submission))) return { landing: { kind: 'expired' } };
  await noteSubmission(store.db, submission.id, { note: landingWords(outcome.code) }, clock.now());
  return undefined;
}

/** Sequence numbers only grow: with a number that another has used, this one can never take effect. */
async function numberIsUsed({ treasury }: TreasuryJobParts, { account, sequence, hash }: StellarSubmissionRow) {
  const found = await treasury.horizon.account(account);
  if (found === undefined || found.sequence < sequence) return false;
  return (await treasury.horizon.transaction(hash)) === undefined;
}

async function knownOf(landed: LandedTransaction): Promise<Known> {
  if (landed.successful) return { landing: { kind: 'succeeded' }, landed };
  return { landing: { kind: 'failed', code: await failureCode(landed.resultXdr) }, landed };
}

/** Submission, books and transfer in one transaction; what was written before is not written again. */
async function settle(
  parts: TreasuryJobParts,
  transfer: TransferRow,
  submission: StellarSubmissionRow,
  { landing, landed }: Known,
): Promise<void> {
  const { store, clock, treasury, log } = parts;
  const amounts =
    landing.kind === 'succeeded' && landed && submission.purpose === 'swap'
      ? await swapAmounts(landed.resultXdr, treasury.network.usdc)
      : undefined;
  await store.transaction(async (tx) => {
    const now = clock.now();
    const locked = await lockTransfer(tx, transfer.id);
    const ended = await endSubmission(
      tx,
      submission.id,
      {
        status: landing.kind,
        result_code: landing.kind === 'failed' ? landing.code : null,
        ledger: landed ? BigInt(landed.ledger) : null,
        fee_stroops: landed?.feeStroops ?? null,
      },
      now,
    );
    if (!ended || !locked) return;
    const end = { tx, parts, transfer: locked, submission, landing, landed, now };
    await (submission.purpose === 'swap' ? endSwap(end, amounts) : endDeposit(end));
  });
  log.info(
    { transfer: transfer.id, purpose: submission.purpose, landing: landing.kind },
    'a Stellar transaction ended',
  );
}

interface End {
  tx: Tx;
  parts: TreasuryJobParts;
  transfer: TransferRow;
  submission: StellarSubmissionRow;
  landing: Landing;
  landed: LandedTransaction | undefined;
  now: Date;
}

async function endSwap(end: End, amounts: SwapAmounts | undefined): Promise<void> {
  const { tx, parts, transfer, submission, landing, landed, now } = end;
  const { attempt } = submission;
  const next = afterSwap(landing, { attempt, bridge: transfer.bridge });
  if (!amounts || !landed) return endWithoutEffect(end, next);
  const taken = await takeLots(tx, 'USDC', amounts.spentUnits);
  const swap = { ...amounts, costUnits: taken.costUnits };
  await book(
    tx,
    swapTransfer({
      id: transfer.id,
      eventAtMs: landed.at.getTime(),
      ...swap,
      feeUnits: landed.feeStroops,
      valueUnits: await worthOf(tx, amounts.deliveredUnits),
      slippageUnits: await slippageOf(tx, termsOf(submission), swap),
    }),
    now,
  );
  await insertLot(tx, {
    id: parts.newId(now),
    asset: 'TFT',
    origin: 'swap',
    units: amounts.deliveredUnits,
    cost_units: taken.costUnits,
    cost_usdc_units: amounts.spentUnits,
    bought_at: landed.at,
    arrived_at: landed.at,
    reference: submission.hash,
    transfer_id: transfer.id,
    created_at: now,
  });
  const moved = { spent_units: amounts.spentUnits, delivered_units: amounts.deliveredUnits, note: null };
  await moveTransfer(tx, transfer.id, next, moved, now);
}

async function endDeposit(end: End): Promise<void> {
  const { tx, transfer, submission, landing, landed, now } = end;
  const next = afterDeposit(landing, { attempt: submission.attempt });
  if (landing.kind !== 'succeeded' || !landed) return endWithoutEffect(end, next);
  const units = BigInt(String(submission.terms.units));
  const taken = await takeLots(tx, 'TFT', units);
  const facts = { id: submission.id, eventAtMs: landed.at.getTime(), units, feeUnits: landed.feeStroops };
  await book(tx, bridgeDepositTransfer(facts), now);
  const cost = { cost_units: taken.costUnits, cost_usdc_units: taken.costUsdcUnits };
  await moveTransfer(tx, transfer.id, next, { deposited_units: units, ...cost, crossing_at: now, note: null }, now);
}

/** Nothing moved but the fee, if a ledger took the transaction at all. */
async function endWithoutEffect(
  { tx, parts, transfer, submission, landing, landed, now }: End,
  next: TransferRow['status'],
) {
  if (landed && landed.feeStroops > 0n)
    await book(
      tx,
      networkFeeTransfer({ id: submission.id, eventAtMs: landed.at.getTime(), feeUnits: landed.feeStroops }),
      now,
    );
  const reason = landingWords(landing.kind === 'failed' ? landing.code : 'expired');
  if (next === 'failed') await endFailed(tx, parts, transfer, reason);
  else await moveTransfer(tx, transfer.id, next, { note: reason }, now);
}

const termsOf = ({
  terms,
}: StellarSubmissionRow): Pick<SwapTerms, 'mode' | 'quotedSendUnits' | 'quotedReceiveUnits'> => ({
  mode: terms.mode === 'obtain' ? 'obtain' : 'spend',
  quotedSendUnits: BigInt(String(terms.quotedSendUnits)),
  quotedReceiveUnits: BigInt(String(terms.quotedReceiveUnits)),
});
