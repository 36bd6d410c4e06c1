import {
  arrivalTransfer,
  bridgePayoutTransfer,
  bridgeRefundTransfer,
  openingTransfer,
  type StellarAsset,
  unexplainedTransfer,
} from '@marketplace/core/ledger';
import { formatUnits } from '@marketplace/core/money';
import { requestComparison } from '../../postgres/reconciliation.ts';
import { submissionByHash } from '../../postgres/stellar-submissions.ts';
import type { Tx } from '../../postgres/store.ts';
import { openTask } from '../../postgres/tasks.ts';
import { book, worthOf } from '../../postgres/treasury-books.ts';
import { findExpectedLot, insertLot, markArrived } from '../../postgres/treasury-lots.ts';
import { beginCursor, findCursor, insertMovement, moveCursor } from '../../postgres/treasury-movements.ts';
import {
  findReturning,
  isBurning,
  lockTransfer,
  moveTransfer,
  type TransferRow,
} from '../../postgres/treasury-transfers.ts';
import { type Movement, movementsOf, type PaymentRecord } from '../../stellar/index.ts';
import type { TreasuryJobParts } from './parts.ts';
import { endSlow } from './slow-bridge.ts';

const BATCH = 200;

/**
 * Reads what moved on Stellar since the last time; answers how many records were new. Cursor, books and findings are written
 * in one transaction, so that each movement counts once, whoever reads it and wherever they are stopped.
 */
export async function readMovements(parts: TreasuryJobParts): Promise<number> {
  const { store, clock, treasury } = parts;
  const { account, horizon } = treasury;
  if (account === undefined) return 0;
  const from = await findCursor(store.db, account);
  if (from === undefined) return beginBooks(parts, account);
  let total = 0;
  let cursor = from.cursor;
  for (;;) {
    const records = await horizon.payments(account, cursor, BATCH);
    if (records.length === 0) return total;
    const kept = await store.transaction(async (tx) => {
      const ready = (await isBurning(tx)) ? records.slice(0, firstPayout(parts, records, account)) : records;
      const last = ready.at(-1);
      if (last === undefined || !(await moveCursor(tx, { account, cursor }, last.id, clock.now()))) return undefined;
      for (const record of ready) for (const movement of movementsOf(record, account)) await keep(tx, parts, movement);
      return { count: ready.length, cursor: last.id };
    });
    if (!kept) return total;
    total += kept.count;
    cursor = kept.cursor;
    if (kept.count < BATCH) return total;
  }
}

/**
 * Where the first record stands that the bridge paid on its own account. It is left for the next time while a burn is not
 * booked: the bridge may be faster than we are, and a payout without its burn would be nobody's.
 */
function firstPayout(parts: TreasuryJobParts, records: readonly PaymentRecord[], account: string): number {
  const { bridgeVault } = parts.treasury.network;
  const at = records.findIndex((record) =>
    movementsOf(record, account).some((each) => each.direction === 'in' && each.counterparty === bridgeVault),
  );
  return at === -1 ? records.length : at;
}

/** The first look: what is there then is the opening of the books, and reading goes on behind it. */
async function beginBooks(parts: TreasuryJobParts, account: string): Promise<number> {
  const { store, treasury, clock } = parts;
  const cursor = await treasury.horizon.lastPayment(account);
  const found = await treasury.horizon.account(account);
  if (found === undefined) return 0;
  // A payment in between would stand in the balances or not: then we look again another time.
  if ((await treasury.horizon.lastPayment(account)) !== cursor) return 0;
  await store.transaction(async (tx) => {
    if (!(await beginCursor(tx, { account, cursor }, clock.now()))) return;
    for (const { asset, units } of found.balances) {
      const known = ourAsset(parts, asset);
      if (known && units > 0n) await open(tx, parts, account, { asset: known, units });
    }
  });
  return 0;
}

/** Nobody told what it had cost: USDC count as dollars, TFT at the chain's price. */
async function open(
  tx: Tx,
  { clock, newId }: TreasuryJobParts,
  account: string,
  { asset, units }: { asset: StellarAsset; units: bigint },
) {
  const now = clock.now();
  const costUnits = asset === 'TFT' ? await worthOf(tx, units) : units;
  await book(tx, openingTransfer({ id: account, eventAtMs: now.getTime(), asset, units, costUnits }), now);
  if (asset === 'XLM') return;
  await insertLot(tx, {
    id: newId(now),
    asset,
    origin: 'opening',
    units,
    cost_units: costUnits,
    bought_at: now,
    arrived_at: now,
    reference: account,
    created_at: now,
  });
}

/** Ours by a hash, the bridge's by what it returns or pays, a purchase by its amount; anything else is a finding. */
async function keep(tx: Tx, parts: TreasuryJobParts, movement: Movement): Promise<void> {
  const asset = ourAsset(parts, movement.asset);
  const match = (await ownTransaction(tx, movement)) ?? (await fromBridge(tx, parts, movement, asset));
  const lot =
    match || movement.direction === 'out' || !asset || asset === 'XLM'
      ? undefined
      : await findExpectedLot(tx, asset, movement.units);
  const now = parts.clock.now();
  const id = parts.newId(now);
  const inserted = await insertMovement(tx, {
    id,
    operation_id: movement.operationId,
    direction: movement.direction,
    asset: asset ?? movement.asset,
    units: movement.units,
    transaction_hash: movement.transactionHash,
    type: movement.type,
    counterparty: movement.counterparty,
    memo: movement.memo,
    at: movement.at,
    status: match || lot ? 'matched' : 'unmatched',
    transfer_id: match?.transferId ?? null,
    lot_id: lot?.id ?? null,
    created_at: now,
  });
  if (!inserted) return;
  if (match) return match.settle(now);
  const eventAtMs = movement.at.getTime();
  if (lot && asset) {
    await book(tx, arrivalTransfer({ id: lot.id, eventAtMs, asset, units: lot.units }), now);
    return markArrived(tx, lot.id, movement.at);
  }
  if (asset) {
    const units = movement.direction === 'in' ? movement.units : -movement.units;
    await book(tx, unexplainedTransfer({ id, eventAtMs, asset, units }), now);
  }
  await openTask(tx, {
    id: parts.newId(now),
    kind: 'movement_unexplained',
    subject: `movement:${id}`,
    detail: `${formatUnits(movement.units)} ${asset ?? movement.asset} ${movement.direction === 'in' ? 'came in from' : 'went out to'} ${movement.counterparty}, and nobody here started it.`,
    severity: 'urgent',
    details: { path: '/operator/treasury/movements', movementId: id },
    now,
  });
  await requestComparison(tx, 'treasury');
}

interface Match {
  transferId: string;
  settle(now: Date): Promise<void>;
}

/** Booked by whoever sent it, when its outcome is known. */
async function ownTransaction(tx: Tx, { transactionHash }: Movement): Promise<Match | undefined> {
  const submission = await submissionByHash(tx, transactionHash);
  return submission && { transferId: submission.transfer_id, settle: async () => {} };
}

async function fromBridge(
  tx: Tx,
  parts: TreasuryJobParts,
  movement: Movement,
  asset: StellarAsset | undefined,
): Promise<Match | undefined> {
  const { bridgeVault } = parts.treasury.network;
  if (movement.direction !== 'in' || movement.counterparty !== bridgeVault || asset !== 'TFT') return undefined;
  const returned = movement.memo === null ? undefined : await submissionByHash(tx, movement.memo);
  const transfer = returned ? await lockTransfer(tx, returned.transfer_id) : await findReturning(tx, movement.units);
  if (transfer === undefined) return undefined;
  if (returned && (transfer.status !== 'crossing' || transfer.deposited_units !== movement.units)) return undefined;
  return {
    transferId: transfer.id,
    settle: (now) => (returned ? endRefund : endPayout)(tx, parts, transfer, movement, now),
  };
}

type Settle = (tx: Tx, parts: TreasuryJobParts, transfer: TransferRow, movement: Movement, now: Date) => Promise<void>;

/** The bridge gave the deposit back: it lies on Stellar again, at the cost that it had. */
const endRefund: Settle = async (tx, { newId }, transfer, movement, now) => {
  await book(
    tx,
    bridgeRefundTransfer({ id: transfer.id, eventAtMs: movement.at.getTime(), units: movement.units }),
    now,
  );
  await insertLot(tx, {
    id: newId(now),
    asset: 'TFT',
    origin: 'returned',
    units: movement.units,
    cost_units: transfer.cost_units,
    cost_usdc_units: transfer.cost_usdc_units,
    bought_at: movement.at,
    arrived_at: movement.at,
    reference: movement.transactionHash,
    transfer_id: transfer.id,
    created_at: now,
  });
  const note = 'The bridge gave the TFT back; they lie on Stellar.';
  await moveTransfer(
    tx,
    transfer.id,
    'refunded',
    { payout_hash: movement.transactionHash, cost_units: 0n, cost_usdc_units: 0n, note },
    now,
  );
  await endSlow(tx, transfer, now);
};

/** The bridge paid out what was burnt; TFT of the chain have no price of their own, so they count at the chain's. */
const endPayout: Settle = async (tx, { newId }, transfer, movement, now) => {
  await book(
    tx,
    bridgePayoutTransfer({ id: transfer.id, eventAtMs: movement.at.getTime(), units: movement.units }),
    now,
  );
  await insertLot(tx, {
    id: newId(now),
    asset: 'TFT',
    origin: 'withdrawal',
    units: movement.units,
    cost_units: await worthOf(tx, movement.units),
    bought_at: movement.at,
    arrived_at: movement.at,
    reference: movement.transactionHash,
    transfer_id: transfer.id,
    created_at: now,
  });
  const credited = { credited_units: movement.units, payout_hash: movement.transactionHash, note: null };
  await moveTransfer(tx, transfer.id, 'completed', credited, now);
  await endSlow(tx, transfer, now);
};

export function ourAsset(
  { treasury: { network } }: Pick<TreasuryJobParts, 'treasury'>,
  asset: string,
): StellarAsset | undefined {
  if (asset === 'native') return 'XLM';
  if (asset === network.usdc) return 'USDC';
  return asset === network.tft ? 'TFT' : undefined;
}
