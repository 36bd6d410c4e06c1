import {
  bridgeBurnTransfer,
  bridgeMintTransfer,
  bridgeReturnTransfer,
  refusedBurnTransfer,
} from '@marketplace/core/ledger';
import { divFloor, formatUnits } from '@marketplace/core/money';
import { slowBridgeMs } from '@marketplace/core/treasury';
import { findBurnOf, requestSigning } from '../../postgres/chain-submissions.ts';
import { type StellarSubmissionRow, submissionsOf } from '../../postgres/stellar-submissions.ts';
import type { Tx } from '../../postgres/store.ts';
import { openTask } from '../../postgres/tasks.ts';
import { book } from '../../postgres/treasury-books.ts';
import { lockTransfer, moveTransfer, type TransferRow } from '../../postgres/treasury-transfers.ts';
import { type BridgeMint, HistoryGone } from '../../tfchain/index.ts';
import { endFailed } from './fail.ts';
import { readMovements } from './movements.ts';
import type { TreasuryJobParts } from './parts.ts';
import { endSlow, pageOf, slowTask } from './slow-bridge.ts';

export type Observed = 'again' | 'wait' | 'rest';

/** Looks on the chain for the deposit by the hash of its Stellar transaction; a refund is found among the movements. */
export async function observeBridge(parts: TreasuryJobParts, transfer: TransferRow): Promise<Observed> {
  const deposit = await landedDeposit(parts, transfer);
  if (deposit === undefined) return 'rest';
  const mint = await parts.chain.bridgeMint(deposit.hash);
  if (mint === undefined) return waitForBridge(parts, transfer);
  const feeUnits = await depositFeeAt(parts, mint);
  const fits = mint.grossUnits === transfer.deposited_units && mint.target === parts.chain.signer?.address;
  await parts.store.transaction(async (tx) => {
    const now = parts.clock.now();
    if ((await lockTransfer(tx, transfer.id))?.status !== 'crossing') return;
    if (!fits) return markUnclear(tx, parts, transfer, mint);
    const facts = { id: transfer.id, eventAtMs: now.getTime(), units: mint.grossUnits, feeUnits };
    await book(tx, bridgeMintTransfer(facts), now);
    const credited = { credited_units: mint.grossUnits - feeUnits, bridge_fee_units: feeUnits };
    await moveTransfer(tx, transfer.id, 'completed', { ...credited, mint_block: BigInt(mint.block), note: null }, now);
    await endSlow(tx, transfer, now);
  });
  return 'again';
}

async function landedDeposit(
  { store }: TreasuryJobParts,
  { id }: TransferRow,
): Promise<StellarSubmissionRow | undefined> {
  const all = await submissionsOf(store.db, [id]);
  return all.find(({ purpose, status }) => purpose === 'deposit' && status === 'succeeded');
}

/** The council may change the fee: that of the block counts, as long as the node still keeps it. */
async function depositFeeAt({ chain }: TreasuryJobParts, { block }: BridgeMint): Promise<bigint> {
  try {
    const { hash } = await chain.finalizedBlock(block);
    return (await chain.bridgeFees({ at: hash })).depositUnits;
  } catch (error) {
    if (!(error instanceof HistoryGone)) throw error;
    return (await chain.bridgeFees()).depositUnits;
  }
}

/** Late is not lost: it stays in transit, and is told once. Never is anything sent a second time. */
async function waitForBridge(parts: TreasuryJobParts, transfer: TransferRow): Promise<Observed> {
  const { store, clock, newId } = parts;
  if ((await readMovements(parts)) > 0) return 'again';
  const since = transfer.crossing_at ?? transfer.created_at;
  if (clock.now().getTime() - since.getTime() > slowBridgeMs)
    await store.transaction((tx) =>
      openTask(tx, {
        id: newId(clock.now()),
        ...slowTask(transfer),
        detail: `${formatUnits(transfer.deposited_units ?? 0n)} TFT have been with the bridge for more than ten minutes. They are in transit and are not sent again.`,
        severity: 'warn',
        details: { path: pageOf(transfer) },
        now: clock.now(),
      }),
    );
  return 'wait';
}

async function markUnclear(tx: Tx, { clock, newId }: TreasuryJobParts, transfer: TransferRow, mint: BridgeMint) {
  const now = clock.now();
  const note = `The bridge minted ${formatUnits(mint.grossUnits)} TFT for ${mint.target}, which is not what was sent.`;
  await moveTransfer(tx, transfer.id, 'unclear', { note }, now);
  await openTask(tx, {
    id: newId(now),
    kind: 'transfer_unclear',
    subject: `transfer:${transfer.id}`,
    detail: note,
    severity: 'urgent',
    details: { path: pageOf(transfer) },
    now,
  });
}

/** What became of the burn on the chain; the signer tells us when it is final. */
export async function observeBurn(parts: TreasuryJobParts, transfer: TransferRow): Promise<Observed> {
  const { store, clock } = parts;
  const burn = await findBurnOf(store.db, transfer.id);
  if (burn === undefined) return 'rest';
  if (burn.status === 'queued' || burn.status === 'signed') {
    await requestSigning(store.db);
    return 'rest';
  }
  const result = (burn.result ?? {}) as BurnResult;
  await store.transaction(async (tx) => {
    const now = clock.now();
    const locked = await lockTransfer(tx, transfer.id);
    if (locked?.status !== 'burning') return;
    if (burn.status !== 'succeeded') return endBurn(tx, parts, locked, result);
    const units = locked.carry_units ?? 0n;
    const paidOut = BigInt(result.paidOutUnits ?? 0);
    const fees = { feeUnits: units - paidOut, chainFeeUnits: BigInt(result.feeUnits ?? 0) };
    await book(tx, bridgeBurnTransfer({ id: locked.id, eventAtMs: now.getTime(), units, ...fees }), now);
    await moveTransfer(
      tx,
      locked.id,
      'paying_out',
      {
        deposited_units: paidOut,
        bridge_fee_units: fees.feeUnits,
        burn_id: BigInt(result.burnId ?? 0),
        crossing_at: now,
        note: null,
      },
      now,
    );
  });
  return 'again';
}

interface BurnResult {
  feeUnits?: string;
  paidOutUnits?: string;
  burnId?: number;
  error?: string;
  why?: string;
}

async function endBurn(tx: Tx, parts: TreasuryJobParts, transfer: TransferRow, result: BurnResult) {
  const now = parts.clock.now();
  const chainFeeUnits = BigInt(result.feeUnits ?? 0);
  if (chainFeeUnits > 0n)
    await book(tx, refusedBurnTransfer({ id: transfer.id, eventAtMs: now.getTime(), chainFeeUnits }), now);
  if (result.why === 'history_gone') {
    const note = 'The chain no longer knows whether the TFT were burnt. Look at the account on the chain.';
    await moveTransfer(tx, transfer.id, 'unclear', { note }, now);
    await openTask(tx, {
      id: parts.newId(now),
      kind: 'transfer_unclear',
      subject: `transfer:${transfer.id}`,
      detail: note,
      severity: 'urgent',
      details: { path: pageOf(transfer) },
      now,
    });
    return;
  }
  const reason = result.error ? `The chain refused it (${result.error}).` : 'The chain did not take it in time.';
  await endFailed(tx, parts, transfer, reason);
}

/** The payout is found among the movements; what could not be paid out is minted back under the burn's number. */
export async function observePayout(parts: TreasuryJobParts, transfer: TransferRow): Promise<Observed> {
  const mint = await parts.chain.bridgeMint(`refund-${transfer.burn_id}`);
  if (mint === undefined) return waitForBridge(parts, transfer);
  const feeUnits = await depositFeeAt(parts, mint);
  await parts.store.transaction(async (tx) => {
    const now = parts.clock.now();
    const locked = await lockTransfer(tx, transfer.id);
    if (locked?.status !== 'paying_out') return;
    const facts = { id: locked.id, eventAtMs: now.getTime(), units: mint.grossUnits, feeUnits };
    await book(tx, bridgeReturnTransfer(facts), now);
    const back = {
      credited_units: mint.grossUnits - feeUnits,
      bridge_fee_units: (locked.bridge_fee_units ?? 0n) + feeUnits,
    };
    const note = 'The bridge could not pay out on Stellar and gave the TFT back on the chain, less its fee.';
    await moveTransfer(tx, locked.id, 'refunded', { ...back, mint_block: BigInt(mint.block), note }, now);
    await endSlow(tx, locked, now);
  });
  return 'again';
}

/** The part of a cost that belongs to the fee, rounded down; the rest belongs to what arrived. */
export const costOfFee = (costUnits: bigint, feeUnits: bigint, grossUnits: bigint): bigint =>
  grossUnits === 0n ? 0n : divFloor(costUnits * feeUnits, grossUnits);
