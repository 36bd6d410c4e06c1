import { createHash } from 'node:crypto';
import {
  type AccountRef,
  accountKey,
  decidePosting,
  type GuardedState,
  isGuarded,
  isStatementLine,
  type PostedEntry,
  type PostingRefusal,
  type Transfer,
} from '@marketplace/core/ledger';
import { isRefusal } from '@marketplace/core/refusal';
import { sql } from 'kysely';
import type { Database, Tx } from './store.ts';

/** The key was used before for other content: a fault in the program, never silently accepted. */
export class LedgerConflictError extends Error {
  override name = 'LedgerConflictError';
}

export interface Posted {
  transferId: bigint;
  /** False when the very same transfer had been posted before; nothing was moved then. */
  fresh: boolean;
}

/**
 * Posts a transfer within the caller's transaction, once per idempotency key.
 * Refuses when an enforced floor would be passed; nothing is written then, and the caller rolls back or goes on.
 */
export async function postTransfer(tx: Tx, transfer: Transfer, now: Date): Promise<Posted | PostingRefusal> {
  const accounts = await lockAccounts(
    tx,
    transfer.entries.map((entry) => entry.account),
    now,
  );
  const known = await findTransfer(tx, transfer);
  if (known !== undefined) return { transferId: known, fresh: false };
  const entries = decidePosting(transfer, accounts.guarded);
  if (isRefusal(entries)) return entries;
  const transferId = await insertTransfer(tx, transfer, now);
  await insertEntries(tx, transferId, entries, accounts.ids);
  await saveBalances(tx, entries, accounts.ids);
  return { transferId, fresh: true };
}

/** Balances of a guarded account; zero when it has never been used. */
export async function readBalances(db: Database | Tx, owner: string): Promise<{ available: bigint; held: bigint }> {
  const rows = await db
    .selectFrom('ledger_accounts')
    .select(['kind', 'balance'])
    .where('owner', '=', owner)
    .where('asset', '=', 'USD')
    .where('guarded', '=', true)
    .execute();
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.balance ?? 0n;
  return { available: of('available'), held: of('held') };
}

/** The whole ledger's sum per asset (must be zero) and whether every running balance equals the sum of its entries. */
export async function verifyLedger(db: Database): Promise<{ balanced: boolean; transfers: number; faults: string[] }> {
  const faults: string[] = [];
  const sums = await sql<{ asset: string; total: bigint }>`
    select a.asset, sum(e.units)::bigint as total
    from ledger_entries e join ledger_accounts a on a.id = e.account_id
    group by a.asset having sum(e.units) <> 0`.execute(db);
  for (const row of sums.rows) faults.push(`entries in ${row.asset} sum to ${row.total}`);
  const drift = await sql<{ owner: string; kind: string }>`
    select a.owner, a.kind
    from ledger_accounts a left join ledger_entries e on e.account_id = a.id
    where a.guarded
    group by a.id
    having a.balance <> coalesce(sum(e.units), 0)
        or a.statement_balance <> coalesce(sum(e.units) filter (where e.statement_after is not null), 0)
        or a.version <> count(e.units)`.execute(db);
  for (const row of drift.rows) faults.push(`${row.owner}/${row.kind} does not equal its entries`);
  const count = await sql<{ n: number }>`select count(*)::int as n from ledger_transfers`.execute(db);
  return { balanced: faults.length === 0, transfers: count.rows[0]?.n ?? 0, faults };
}

/** Makes missing accounts and locks the guarded ones, always in the order of their ids, so that no two postings deadlock. */
async function lockAccounts(tx: Tx, refs: AccountRef[], now: Date) {
  const sorted = [...refs].sort((a, b) => (accountKey(a) < accountKey(b) ? -1 : 1));
  const isRef = (ref: AccountRef) => sql`(owner = ${ref.owner} and kind = ${ref.kind} and asset = ${ref.asset})`;
  const find = () =>
    sql<{ id: bigint; owner: string; kind: AccountRef['kind']; asset: AccountRef['asset'] }>`
      select id, owner, kind, asset from ledger_accounts where ${sql.join(sorted.map(isRef), sql` or `)}`.execute(tx);
  let { rows } = await find();
  if (rows.length < sorted.length) {
    await insertAccounts(tx, sorted, now);
    rows = (await find()).rows;
  }
  const ids = new Map(rows.map((row) => [accountKey(row), row.id]));
  const guardedIds = rows.filter(isGuarded).map((row) => row.id);
  const guarded = new Map<string, GuardedState>();
  if (guardedIds.length > 0) {
    const locked = await tx
      .selectFrom('ledger_accounts')
      .select(['id', 'owner', 'kind', 'asset', 'balance', 'statement_balance', 'version'])
      .where('id', 'in', guardedIds)
      .orderBy('id')
      .forUpdate()
      .execute();
    for (const row of locked) {
      guarded.set(accountKey(row as AccountRef), {
        balance: row.balance ?? 0n,
        statementBalance: row.statement_balance ?? 0n,
        version: row.version ?? 0n,
      });
    }
  }
  return { ids, guarded };
}

async function insertAccounts(tx: Tx, refs: AccountRef[], now: Date) {
  await tx
    .insertInto('ledger_accounts')
    .values(
      refs.map((ref) => {
        const zero = isGuarded(ref) ? 0n : null;
        return {
          ...ref,
          guarded: isGuarded(ref),
          balance: zero,
          statement_balance: zero,
          version: zero,
          created_at: now,
        };
      }),
    )
    .onConflict((conflict) => conflict.columns(['owner', 'kind', 'asset']).doNothing())
    .execute();
}

async function findTransfer(tx: Tx, transfer: Transfer): Promise<bigint | undefined> {
  const row = await tx
    .selectFrom('ledger_transfers')
    .select(['id', 'input_hash'])
    .where('idempotency_key', '=', transfer.idempotencyKey)
    .executeTakeFirst();
  if (!row) return undefined;
  if (!row.input_hash.equals(hashOf(transfer))) {
    throw new LedgerConflictError(`transfer ${transfer.idempotencyKey} was posted before with other content`);
  }
  return row.id;
}

async function insertTransfer(tx: Tx, transfer: Transfer, now: Date): Promise<bigint> {
  const row = await tx
    .insertInto('ledger_transfers')
    .values({
      kind: transfer.kind,
      idempotency_key: transfer.idempotencyKey,
      input_hash: hashOf(transfer),
      event_at: new Date(transfer.eventAtMs),
      recorded_at: now,
      description: transfer.description,
      deployment_id: transfer.deploymentId ?? null,
      top_up_id: transfer.topUpId ?? null,
      details: JSON.stringify(transfer.details ?? {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function insertEntries(tx: Tx, transferId: bigint, entries: PostedEntry[], ids: ReadonlyMap<string, bigint>) {
  await tx
    .insertInto('ledger_entries')
    .values(
      entries.map((entry) => ({
        account_id: idOf(ids, entry.key),
        transfer_id: transferId,
        units: entry.units,
        balance_after: entry.after?.balance ?? null,
        version: entry.after?.version ?? null,
        statement_after: entry.statementLine ? (entry.after?.statementBalance ?? null) : null,
      })),
    )
    .execute();
}

async function saveBalances(tx: Tx, entries: PostedEntry[], ids: ReadonlyMap<string, bigint>) {
  for (const { key, after } of entries) {
    if (!after) continue;
    await tx
      .updateTable('ledger_accounts')
      .set({ balance: after.balance, statement_balance: after.statementBalance, version: after.version })
      .where('id', '=', idOf(ids, key))
      .execute();
  }
}

function idOf(ids: ReadonlyMap<string, bigint>, key: string): bigint {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`account ${key} has no row`);
  return id;
}

/** What the transfer says, without the moment of recording: equal input, equal hash. */
function hashOf(transfer: Transfer): Buffer {
  const entries = transfer.entries
    .map((entry) => [accountKey(entry.account), entry.units.toString()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    transfer.kind,
    transfer.deploymentId ?? null,
    transfer.topUpId ?? null,
    isStatementLine(transfer.kind),
    entries,
  ]);
  return createHash('sha256').update(text).digest();
}
