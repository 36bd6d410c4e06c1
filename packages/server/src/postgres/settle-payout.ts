import { payoutReturnTransfer, payoutTransfer, type Transfer } from '@marketplace/core/ledger';
import { formatUnits } from '@marketplace/core/money';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../ids.ts';
import { enqueue } from './jobs.ts';
import { postTransfer } from './ledger.ts';
import { notify } from './notifications.ts';
import { OPERATOR_PAGE, type PayoutRow } from './payouts.ts';
import type { Database, Tx } from './store.ts';
import { openTask } from './tasks.ts';

/** What became of a payout's transfer. */
export type PayoutOutcome =
  | { kind: 'paid'; block?: bigint | undefined; feeUnits: bigint }
  | { kind: 'returned'; reason: string; block?: bigint | undefined; feeUnits: bigint }
  /** Its number on the chain is used, and nobody knows any more by what. */
  | { kind: 'unclear'; reason: string };

export interface SettleFacts {
  now: Date;
  newId: NewId;
}

export const PAYOUT_UNCLEAR = 'payout_unclear';

export const lockPayout = (tx: Tx, id: string): Promise<PayoutRow | undefined> =>
  tx.selectFrom('payouts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Writes the outcome of a locked payout that is on its way or unclear: books, state, and what people are told of it. */
export async function settlePayout(
  tx: Tx,
  payout: PayoutRow,
  outcome: PayoutOutcome,
  { now, newId }: SettleFacts,
): Promise<void> {
  if (outcome.kind === 'unclear') return markUnclear(tx, payout, outcome.reason, { now, newId });
  const { kind, feeUnits, block } = outcome;
  await post(tx, transferOf(payout, outcome, now), now);
  await tx
    .updateTable('payouts')
    .set({
      status: kind,
      reason: outcome.kind === 'returned' ? outcome.reason : null,
      fee_units: feeUnits,
      block: block ?? null,
      settled_at: now,
    })
    .where('id', '=', payout.id)
    .execute();
  if (outcome.kind === 'returned') await tellReturned(tx, payout, outcome.reason, { now, newId });
  else await tellPaid(tx, payout, { now, newId });
}

function transferOf(payout: PayoutRow, outcome: Exclude<PayoutOutcome, { kind: 'unclear' }>, now: Date): Transfer {
  const { id, user_id: userId, amount_units: units, tft_units: tftUnits } = payout;
  const facts = { id, userId, units, eventAtMs: now.getTime(), feeUnits: outcome.feeUnits };
  if (outcome.kind === 'returned') return payoutReturnTransfer(facts);
  if (tftUnits === null) throw new Error(`payout ${id} was paid before a run took it`);
  return payoutTransfer({ ...facts, tftUnits });
}

async function post(tx: Tx, transfer: Transfer, now: Date) {
  const posted = await postTransfer(tx, transfer, now);
  if (isRefusal(posted)) throw new Error(`${transfer.idempotencyKey} could not be posted: ${posted.message}`);
}

async function markUnclear(tx: Tx, payout: PayoutRow, reason: string, { now, newId }: SettleFacts) {
  await tx.updateTable('payouts').set({ status: 'unclear', reason }).where('id', '=', payout.id).execute();
  await openTask(tx, {
    id: newId(now),
    kind: PAYOUT_UNCLEAR,
    subject: `payout:${payout.id}`,
    detail: `${reason} Look at ${payout.address} on the chain, then say whether ${formatUnits(payout.tft_units ?? 0n)} TFT arrived.`,
    severity: 'urgent',
    details: { payoutId: payout.id, userId: payout.user_id, path: OPERATOR_PAGE },
    now,
  });
}

async function tellReturned(tx: Tx, payout: PayoutRow, reason: string, { now, newId }: SettleFacts) {
  await openTask(tx, {
    id: newId(now),
    kind: 'payout_returned',
    subject: `payout:${payout.id}`,
    detail: `A payout of ${formatUnits(payout.amount_units)} USD was not carried out: ${reason}`,
    severity: 'warn',
    details: { payoutId: payout.id, userId: payout.user_id, path: OPERATOR_PAGE },
    now,
  });
  await notify(tx, {
    userId: payout.user_id,
    notice: {
      topic: 'provider',
      severity: 'warn',
      dedupeKey: `payout-returned:${payout.id}`,
      title: `Your payout of $${cents(payout.amount_units)} was returned`,
      body: `${reason}\n\nThe amount is payable again; you can ask for it once more.`,
      link: '/provider/earnings/payouts',
      linkLabel: 'Payouts',
    },
    now,
    newId,
  });
}

async function tellPaid(tx: Tx, payout: PayoutRow, { now, newId }: SettleFacts) {
  await notify(tx, {
    userId: payout.user_id,
    notice: {
      topic: 'provider',
      severity: 'info',
      dedupeKey: `payout-paid:${payout.id}`,
      title: `Your payout of $${cents(payout.amount_units)} was paid`,
      body: `${formatUnits(payout.tft_units ?? 0n)} TFT went to ${payout.address} on TFChain.`,
      link: '/provider/earnings/payouts',
      linkLabel: 'Payouts',
    },
    now,
    newId,
  });
}

/** Dollars and whole cents, rounded down: the exact amount stands on the page. */
const cents = (units: bigint): string => formatUnits(units).slice(0, -5);

export const requestSettlement = (db: Database | Tx, payoutId: string): Promise<void> =>
  enqueue(db, 'payouts.settle', { payoutId }, { key: `payout:${payoutId}` });

/** Payouts on their way whose transfer has ended: the net below lost jobs. */
export async function payoutsToSettle(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('payouts as p')
    .innerJoin('chain_submissions as s', 's.payout_id', 'p.id')
    .select('p.id')
    .where('p.status', '=', 'sending')
    .where('s.status', 'in', ['succeeded', 'refused', 'expired'])
    .execute();
  return rows.map(({ id }) => id);
}
