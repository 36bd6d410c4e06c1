import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type StellarSubmissionRow = Selectable<Schema['stellar_submissions']>;

export interface NewStellarSubmission {
  id: string;
  transferId: string;
  purpose: StellarSubmissionRow['purpose'];
  attempt: number;
  account: string;
  envelope: { xdr: string; hash: string; sequence: bigint };
  /** Without a signer a person brings it. */
  signedXdr: string | undefined;
  maxTime: Date;
  maxFeeStroops: bigint;
  terms: Record<string, unknown>;
  now: Date;
}

/** Stores a transaction before it is sent; false while another one of the account is under way. */
export async function storeSubmission(tx: Tx, row: NewStellarSubmission): Promise<boolean> {
  const stored = await tx
    .insertInto('stellar_submissions')
    .values({
      id: row.id,
      transfer_id: row.transferId,
      purpose: row.purpose,
      attempt: row.attempt,
      account: row.account,
      sequence: row.envelope.sequence,
      hash: row.envelope.hash,
      unsigned_xdr: row.envelope.xdr,
      signed_xdr: row.signedXdr ?? null,
      max_time: row.maxTime,
      max_fee_stroops: row.maxFeeStroops,
      terms: JSON.stringify(row.terms),
      status: row.signedXdr === undefined ? 'unsigned' : 'signed',
      created_at: row.now,
      updated_at: row.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return stored !== undefined;
}

/** The one that is under way for a transfer. */
export const openSubmissionOf = (db: Database | Tx, transferId: string): Promise<StellarSubmissionRow | undefined> =>
  db
    .selectFrom('stellar_submissions')
    .selectAll()
    .where('transfer_id', '=', transferId)
    .where('status', 'in', ['unsigned', 'signed'])
    .executeTakeFirst();

/** All of a transfer, the oldest first. */
export const submissionsOf = (db: Database | Tx, transferIds: string[]): Promise<StellarSubmissionRow[]> =>
  transferIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('stellar_submissions')
        .selectAll()
        .where('transfer_id', 'in', transferIds)
        .orderBy('created_at')
        .orderBy('id')
        .execute();

export const submissionByHash = (db: Database | Tx, hash: string): Promise<StellarSubmissionRow | undefined> =>
  db.selectFrom('stellar_submissions').selectAll().where('hash', '=', hash).executeTakeFirst();

/** Notes that it is about to be sent, or what came of it; only while it is under way. */
export async function noteSubmission(
  db: Database | Tx,
  id: string,
  change: { posts?: number; note?: string | null },
  now: Date,
): Promise<void> {
  await db
    .updateTable('stellar_submissions')
    .set({ ...change, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'signed')
    .execute();
}

/** Adds what a person signed; false when it is not waiting for a signature any more. */
export async function signSubmission(tx: Tx, id: string, signedXdr: string, now: Date): Promise<boolean> {
  const signed = await tx
    .updateTable('stellar_submissions')
    .set({ signed_xdr: signedXdr, status: 'signed', updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'unsigned')
    .returning('id')
    .executeTakeFirst();
  return signed !== undefined;
}

/** Writes the end, once: false when it has been written before. */
export async function endSubmission(
  tx: Tx,
  id: string,
  end: Pick<StellarSubmissionRow, 'status'> &
    Partial<Pick<StellarSubmissionRow, 'result_code' | 'ledger' | 'fee_stroops'>>,
  now: Date,
): Promise<boolean> {
  const ended = await tx
    .updateTable('stellar_submissions')
    .set({ ...end, note: null, updated_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['unsigned', 'signed'])
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

/** Whether a transaction may be taking effect just now. */
export async function hasOpenSubmission(db: Database | Tx): Promise<boolean> {
  const row = await db
    .selectFrom('stellar_submissions')
    .select('id')
    .where('status', 'in', ['unsigned', 'signed'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
