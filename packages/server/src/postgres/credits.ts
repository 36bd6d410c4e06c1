import { type ActiveCredit, leftAfter, shareOut } from '@marketplace/core/credits';
import { creditExpiredTransfer, creditTransfer } from '@marketplace/core/ledger';
import { maxOf, minOf } from '@marketplace/core/money';
import { isRefusal } from '@marketplace/core/refusal';
import { type Selectable, sql } from 'kysely';
import { postTransfer } from './ledger.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type CreditRow = Selectable<Schema['credits']>;

export interface NewCredit {
  id: string;
  userId: string;
  amountUnits: bigint;
  origin: 'operator' | 'coupon';
  couponId?: string;
  grantedBy?: string;
  reason: string;
  /** The line on the person's statement. */
  description: string;
  expiresAt: Date | undefined;
  now: Date;
}

/** Gives promotional money, within the caller's transaction. It pays a debt at once; what then is left is spent before card money. */
export async function grantCredit(tx: Tx, credit: NewCredit): Promise<void> {
  const before = await countCredits(tx, credit.userId);
  const posted = await postTransfer(
    tx,
    creditTransfer({
      creditId: credit.id,
      userId: credit.userId,
      units: credit.amountUnits,
      eventAtMs: credit.now.getTime(),
      description: credit.description,
      details: { creditId: credit.id },
    }),
    credit.now,
  );
  if (isRefusal(posted)) throw new Error(`a credit was refused: ${posted.code}`);
  await tx
    .insertInto('credits')
    .values({
      id: credit.id,
      user_id: credit.userId,
      amount_units: credit.amountUnits,
      left_units: credit.amountUnits,
      origin: credit.origin,
      coupon_id: credit.couponId ?? null,
      granted_by: credit.grantedBy ?? null,
      reason: credit.reason,
      granted_at: credit.now,
      expires_at: credit.expiresAt ?? null,
      warned_at: null,
      ended_at: null,
    })
    .execute();
  const left = before.leftUnits + credit.amountUnits;
  const { balance, version } = await statementEnd(tx, credit.userId);
  await saveLeft(tx, credit.userId, minOf(left, maxOf(balance, 0n)), version);
}

/** Counts what of a person's credits was spent up to now, under their lock. */
export async function countCredits(tx: Tx, userId: string): Promise<{ leftUnits: bigint }> {
  await tx
    .insertInto('credit_counts')
    .values({ user_id: userId, counted_version: 0n })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  await tx.selectFrom('credit_counts').select('user_id').where('user_id', '=', userId).forUpdate().execute();
  // No line may come between the count and what the caller posts next.
  await tx
    .selectFrom('ledger_accounts')
    .select('id')
    .where('owner', '=', `user:${userId}`)
    .where('kind', '=', 'available')
    .where('asset', '=', 'USD')
    .forUpdate()
    .execute();
  const { leftUnits, version } = await readLeft(tx, userId);
  await saveLeft(tx, userId, leftUnits, version);
  return { leftUnits };
}

/** What is left of each of a person's credits that have not ended, the first to be spent first. */
export async function activeCredits(db: Database | Tx, userId: string): Promise<(ActiveCredit & { row: CreditRow })[]> {
  const { leftUnits } = await readLeft(db, userId);
  return shareOut(await readActive(db, userId), leftUnits);
}

/** Ends a credit whose time is over, after `countCredits`; gives what nobody had spent. */
export async function endCredit(tx: Tx, row: CreditRow, now: Date): Promise<bigint> {
  const { leftUnits } = (await readActive(tx, row.user_id)).find(({ id }) => id === row.id) ?? { leftUnits: 0n };
  if (leftUnits > 0n) {
    const posted = await postTransfer(
      tx,
      creditExpiredTransfer({
        creditId: row.id,
        userId: row.user_id,
        units: leftUnits,
        eventAtMs: now.getTime(),
        description: `Unspent rest of a credit, expired (${row.reason})`,
        details: { creditId: row.id },
      }),
      now,
    );
    if (isRefusal(posted)) throw new Error(`an expiry was refused: ${posted.code}`);
  }
  await tx
    .updateTable('credits')
    .set({ left_units: 0n, expired_units: leftUnits, ended_at: now })
    .where('id', '=', row.id)
    .execute();
  return leftUnits;
}

async function readActive(db: Database | Tx, userId: string) {
  const rows = await db
    .selectFrom('credits')
    .selectAll()
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, leftUnits: row.left_units, expiresAtMs: row.expires_at?.getTime(), row }));
}

/** Sums and minima over the lines since the last count: core's `leftAfter` says what they mean. */
async function readLeft(db: Database | Tx, userId: string): Promise<{ leftUnits: bigint; version: bigint }> {
  const { rows } = await sql<{ left: bigint; used: bigint; ceiling: bigint | null; version: bigint }>`
    with account as (
      select a.id, a.version, coalesce(c.counted_version, 0) as counted
      from ledger_accounts a left join credit_counts c on c.user_id = ${userId}
      where a.owner = ${`user:${userId}`} and a.kind = 'available' and a.asset = 'USD'
    ), lines as (
      select greatest(e.statement_after, 0) as balance,
             sum(case when t.kind = 'usage' then -e.units else 0 end) over (order by e.version) as used
      from account join ledger_entries e on e.account_id = account.id and e.version > account.counted
        and e.version <= account.version and e.statement_after is not null
      join ledger_transfers t on t.id = e.transfer_id
    )
    select (select coalesce(sum(left_units), 0) from credits where user_id = ${userId} and ended_at is null)::bigint as left,
           coalesce(max(used), 0)::bigint as used, min(balance + used)::bigint as ceiling,
           coalesce((select version from account), 0)::bigint as version
    from lines`.execute(db);
  const { left, used, ceiling, version } = rows[0] ?? { left: 0n, used: 0n, ceiling: null, version: 0n };
  return { leftUnits: leftAfter(left, { usedUnits: used, ceilingUnits: ceiling ?? undefined }), version };
}

async function saveLeft(tx: Tx, userId: string, leftUnits: bigint, version: bigint): Promise<void> {
  for (const { id, leftUnits: left, row } of shareOut(await readActive(tx, userId), leftUnits)) {
    if (left !== row.left_units)
      await tx.updateTable('credits').set({ left_units: left }).where('id', '=', id).execute();
  }
  await tx.updateTable('credit_counts').set({ counted_version: version }).where('user_id', '=', userId).execute();
}

/** The whole balance, available and held, and the last line that made it. */
async function statementEnd(tx: Tx, userId: string): Promise<{ balance: bigint; version: bigint }> {
  const row = await tx
    .selectFrom('ledger_accounts')
    .select(['statement_balance', 'version'])
    .where('owner', '=', `user:${userId}`)
    .where('kind', '=', 'available')
    .where('asset', '=', 'USD')
    .executeTakeFirst();
  return { balance: row?.statement_balance ?? 0n, version: row?.version ?? 0n };
}
