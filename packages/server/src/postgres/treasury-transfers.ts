import { type Refusal, refuse } from '@marketplace/core/refusal';
import { firstStatus, type TransferKind, type TransferStatus } from '@marketplace/core/treasury';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { NewId } from '../ids.ts';
import { enqueue } from './jobs.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';
import { freeFunds } from './treasury-funds.ts';

export type TransferRow = Selectable<Schema['treasury_transfers']>;

interface Start {
  /** Why, in the operator's or the policy's words. */
  reason: string;
  /** The operator; the policy has none. */
  startedBy?: string;
  now: Date;
  newId: NewId;
}

export type FundingOrder = Start & {
  origin: 'hand' | 'policy';
  maxSlippageBps: number;
  /** Whether the TFT go on to the chain. */
  bridge: boolean;
} & ({ spendUnits: bigint; obtainUnits?: undefined } | { obtainUnits: bigint; spendUnits?: undefined });

export type StartRefusal = Refusal<'treasury_not_ready' | 'wallet_too_small' | 'transfer_in_flight'>;

/**
 * Begins to exchange USDC for TFT: spends so much, or obtains so much, and carries it to the chain if asked. Answers the id
 * of the transfer; its job is enqueued in the same transaction. Of the policy there is one under way at most.
 */
export async function startFunding(tx: Tx, order: FundingOrder): Promise<string | StartRefusal> {
  await lockTreasury(tx);
  const free = await freeFunds(tx);
  if (free === undefined) return notReady();
  if (order.spendUnits !== undefined && order.spendUnits > free.usdcUnits) return tooSmall('USDC', free.usdcUnits);
  return insert(tx, 'funding', order, {
    spend_units: order.spendUnits ?? null,
    obtain_units: order.obtainUnits ?? null,
    max_slippage_bps: order.maxSlippageBps,
    bridge: order.bridge,
    origin: order.origin,
  });
}

/** Carries TFT that lies on Stellar to the chain. */
export async function startDeposit(tx: Tx, order: Start & { units: bigint }): Promise<string | StartRefusal> {
  await lockTreasury(tx);
  const free = await freeFunds(tx);
  if (free === undefined) return notReady();
  if (order.units > free.tftUnits) return tooSmall('TFT', free.tftUnits);
  return insert(tx, 'deposit', order, { carry_units: order.units, bridge: true, origin: 'hand' });
}

/** Brings TFT of the chain back to Stellar; the caller queues its burn in the same transaction. */
export async function startWithdrawal(tx: Tx, order: Start & { units: bigint }): Promise<string | StartRefusal> {
  await lockTreasury(tx);
  return insert(tx, 'withdrawal', order, { carry_units: order.units, bridge: true, origin: 'hand' });
}

type Particulars = Partial<Pick<TransferRow, 'spend_units' | 'obtain_units' | 'carry_units' | 'max_slippage_bps'>> &
  Pick<TransferRow, 'bridge' | 'origin'>;

async function insert(
  tx: Tx,
  kind: TransferKind,
  { reason, startedBy, now, newId }: Start,
  particulars: Particulars,
): Promise<string | StartRefusal> {
  const id = newId(now);
  const inserted = await tx
    .insertInto('treasury_transfers')
    .values({
      id,
      kind,
      started_by: startedBy ?? null,
      reason,
      status: firstStatus[kind],
      created_at: now,
      updated_at: now,
      ...particulars,
    })
    .onConflict((conflict) =>
      conflict.column('origin').where(sql<SqlBool>`origin = 'policy' and ended_at is null`).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return refuse('transfer_in_flight', 'A transfer of the policy is still under way.');
  await requestAdvance(tx, id);
  return id;
}

const notReady = () =>
  refuse('treasury_not_ready', 'The account on Stellar is not set up, or was not read yet. Look at the wallets.');

const tooSmall = (asset: 'USDC' | 'TFT', units: bigint) =>
  refuse('wallet_too_small', `The account on Stellar has less ${asset} that is free and accounted for.`, {
    freeUnits: String(units),
  });

const TREASURY_LOCK = 7_346_017;

/** Who decides what is free must be alone until it is written down. */
export const lockTreasury = async (tx: Tx): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(${TREASURY_LOCK})`.execute(tx));

/** One account, one transaction at a time: transfers wait for each other in one queue. */
export const requestAdvance = (db: Database | Tx, transferId: string, delayMs = 0): Promise<void> =>
  enqueue(db, 'treasury.advance', { transferId }, { key: `treasury:${transferId}`, queue: 'treasury', delayMs });

export const findTransfer = (db: Database | Tx, id: string): Promise<TransferRow | undefined> =>
  db.selectFrom('treasury_transfers').selectAll().where('id', '=', id).executeTakeFirst();

export const lockTransfer = (tx: Tx, id: string): Promise<TransferRow | undefined> =>
  tx.selectFrom('treasury_transfers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const openTransfers = (db: Database | Tx): Promise<TransferRow[]> =>
  db
    .selectFrom('treasury_transfers')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

type Change = Partial<
  Omit<TransferRow, 'id' | 'kind' | 'origin' | 'created_at' | 'updated_at' | 'ended_at' | 'status'>
>;

/** Moves a locked transfer on; with its end it says when. */
export async function moveTransfer(
  tx: Tx,
  id: string,
  status: TransferStatus,
  change: Change,
  now: Date,
): Promise<void> {
  const ended = ['completed', 'refunded', 'failed'].includes(status);
  await tx
    .updateTable('treasury_transfers')
    .set({ ...change, status, updated_at: now, ended_at: ended ? now : null })
    .where('id', '=', id)
    .execute();
}

export interface TransferFilter {
  kind?: TransferKind | undefined;
  status?: TransferStatus | undefined;
  open?: boolean | undefined;
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listTransfers(db: Database, filter: TransferFilter): Promise<TransferRow[]> {
  let query = db.selectFrom('treasury_transfers').selectAll();
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.open !== undefined) query = query.where('ended_at', filter.open ? 'is' : 'is not', null);
  if (filter.before) {
    const { at, id } = filter.before;
    query = query.where(sql<SqlBool>`(created_at, id) < (${at}, ${id}::uuid)`);
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute();
}

/** Whether TFT are being burnt on the chain whose burn is not booked yet. */
export async function isBurning(tx: Tx): Promise<boolean> {
  const found = await tx
    .selectFrom('treasury_transfers')
    .select('id')
    .where('status', '=', 'burning')
    .executeTakeFirst();
  return found !== undefined;
}

/** The oldest withdrawal that waits for exactly this payout; payouts of the bridge carry no memo. */
export const findReturning = (tx: Tx, paidOutUnits: bigint): Promise<TransferRow | undefined> =>
  tx
    .selectFrom('treasury_transfers')
    .selectAll()
    .where('status', '=', 'paying_out')
    .where('deposited_units', '=', paidOutUnits)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
