import { sql } from 'kysely';
import type { NewId } from '../ids.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';
import { closeTask, openTask } from './tasks.ts';

/** Blocks that are still to be read, from `nextBlock`; without an end it follows the chain. */
export interface ScanRow {
  id: bigint;
  nextBlock: bigint;
  untilBlock: bigint | null;
  fromAt: Date;
  triedAt: Date | null;
}

/** The scan that follows the chain first, then gaps, the oldest first. */
export async function listScans(db: Database): Promise<ScanRow[]> {
  const { rows } = await sql<ScanRow>`
    select id, next_block as "nextBlock", until_block as "untilBlock", from_at as "fromAt", tried_at as "triedAt"
    from chain_scans order by until_block is not null, next_block`.execute(db);
  return rows;
}

/** Begins at the block of the first contract that we know of, else at the head: there was nothing to bill before. */
export async function beginScan(db: Database, head: number, now: Date): Promise<void> {
  await sql`
    insert into chain_scans (next_block, until_block, from_at)
    select coalesce((select min(included_block) from chain_submissions where purpose = 'create_contract'), ${head}), null, ${now}
    where not exists (select 1 from chain_scans where until_block is null)
    on conflict do nothing`.execute(db);
}

export interface FoundContract {
  contractId: number;
  nodeId: number;
  block: number;
}

export interface FoundBill {
  block: number;
  eventIndex: number;
  at: Date;
  contractId: number;
  kind: Schema['chain_bills']['kind'];
  discountLevel: string | null;
  amountUnits: bigint;
  farmerUnits: bigint;
  specVersion: number;
  priceMusd: number;
  farmerUsdUnits: bigint;
}

/**
 * Keeps what the blocks [from, next) of a scan said and moves it on, in one transaction. False when somebody else has read
 * them meanwhile. Bills of contracts that are not ours are left out.
 */
export async function saveBlocks(
  tx: Tx,
  scan: ScanRow,
  found: { nextBlock: bigint; contracts: FoundContract[]; bills: FoundBill[] },
  now: Date,
): Promise<boolean> {
  const moved = await tx
    .updateTable('chain_scans')
    .set({ next_block: found.nextBlock, tried_at: now, ...(scan.untilBlock === null ? { from_at: now } : {}) })
    .where('id', '=', scan.id)
    .where('next_block', '=', scan.nextBlock)
    .where((is) => is.or([is('until_block', 'is', null), is('until_block', '>=', found.nextBlock)]))
    .executeTakeFirst();
  const ended = moved.numUpdatedRows === 0n && (await endScan(tx, scan, found.nextBlock, now));
  if (moved.numUpdatedRows === 0n && !ended) return false;
  await insertContracts(tx, found.contracts);
  await insertBills(tx, found.bills);
  return true;
}

/** A gap that is read to its end is none any more. */
async function endScan(tx: Tx, scan: ScanRow, nextBlock: bigint, now: Date): Promise<boolean> {
  if (scan.untilBlock === null || nextBlock <= scan.untilBlock) return false;
  const gone = await tx
    .deleteFrom('chain_scans')
    .where('id', '=', scan.id)
    .where('next_block', '=', scan.nextBlock)
    .executeTakeFirst();
  await closeTask(tx, { ...gapTask(scan.untilBlock), by: 'job', resolution: 'The blocks were read after all.', now });
  return gone.numDeletedRows > 0n;
}

async function insertContracts(tx: Tx, contracts: FoundContract[]) {
  if (contracts.length === 0) return;
  await tx
    .insertInto('chain_contracts')
    .values(
      contracts.map(({ contractId, nodeId, block }) => ({
        contract_id: BigInt(contractId),
        node_id: nodeId,
        created_block: BigInt(block),
      })),
    )
    .onConflict((conflict) => conflict.column('contract_id').doNothing())
    .execute();
}

/** The node from the chain's own word, else from the deployment; whose it was then, from the holdings. */
async function insertBills(tx: Tx, bills: FoundBill[]) {
  if (bills.length === 0) return;
  const rows = JSON.stringify(bills, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
  await sql`
    insert into chain_bills (block, event_index, at, contract_id, node_id, user_id, kind, discount_level, amount_units,
      farmer_units, spec_version, price_musd, farmer_usd_units)
    select b.block, b."eventIndex", b.at, b."contractId", coalesce(c.node_id, d.node_id), h.user_id, b.kind, b."discountLevel",
      b."amountUnits", b."farmerUnits", b."specVersion", b."priceMusd", b."farmerUsdUnits"
    from json_to_recordset(${rows}::json) as b (block bigint, "eventIndex" int, at timestamptz, "contractId" bigint, kind text,
      "discountLevel" text, "amountUnits" bigint, "farmerUnits" bigint, "specVersion" int, "priceMusd" int, "farmerUsdUnits" bigint)
    left join chain_contracts c on c.contract_id = b."contractId"
    left join deployments d on d.contract_id = b."contractId"
    left join lateral (
      select n.user_id from node_holdings n
      where n.node_id = coalesce(c.node_id, d.node_id) and n.from_at <= b.at and (n.until_at is null or n.until_at > b.at)
      limit 1
    ) h on true
    where coalesce(c.node_id, d.node_id) is not null
    on conflict (block, event_index) do nothing`.execute(tx);
}

/** The node has forgotten the blocks before `readable`: they become a gap of their own, and the scan goes on behind them. */
export async function splitScan(
  tx: Tx,
  scan: ScanRow,
  { readable, now, newId }: { readable: number; now: Date; newId: NewId },
): Promise<void> {
  const moved = await tx
    .updateTable('chain_scans')
    .set({ next_block: BigInt(readable), from_at: now })
    .where('id', '=', scan.id)
    .where('next_block', '=', scan.nextBlock)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return;
  const last = BigInt(readable) - 1n;
  await tx
    .insertInto('chain_scans')
    .values({ next_block: scan.nextBlock, until_block: last, from_at: scan.fromAt, until_at: now, tried_at: now })
    .execute();
  await openTask(tx, {
    id: newId(now),
    ...gapTask(last),
    detail: `Bills of the chain in the blocks ${scan.nextBlock} to ${last} could not be read: the node keeps them no more. Name a node that keeps all blocks in TFCHAIN_URL; they are then counted by themselves.`,
    severity: 'info',
    now,
  });
}

const gapTask = (lastBlock: bigint) => ({ kind: 'chain_history_gap', subject: `block:${lastBlock}` });

export const noteTried = async (db: Database, scan: ScanRow, now: Date): Promise<void> =>
  void (await db.updateTable('chain_scans').set({ tried_at: now }).where('id', '=', scan.id).execute());
