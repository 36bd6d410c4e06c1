import { type Selectable, sql } from 'kysely';
import { enqueue } from './jobs.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type SubmissionRow = Selectable<Schema['chain_submissions']>;

/** What is to be done on the chain, in our words; one row per attempt that is certain not to have happened before. */
export type ChainIntent =
  | { kind: 'create_contract'; nodeId: number; hash: string; deploymentData: string; publicIps: number }
  | { kind: 'update_contract'; contractId: number; hash: string; deploymentData: string }
  | { kind: 'cancel_contract'; contractId: number }
  /** Units of 1e-7 TFT as decimal text, since JSON carries no bigint. */
  | { kind: 'transfer'; to: string; amountUnits: string }
  /** The same; `to` is an account on Stellar. */
  | { kind: 'swap_to_stellar'; to: string; amountUnits: string };

/** Queues a chain write in the transaction that needs it and wakes the signer. */
export async function queueSubmission(
  tx: Tx,
  submission: { id: string; deploymentId: string; intent: ChainIntent; now: Date },
): Promise<void> {
  await tx
    .insertInto('chain_submissions')
    .values({
      id: submission.id,
      deployment_id: submission.deploymentId,
      purpose: submission.intent.kind,
      call: JSON.stringify(submission.intent),
      status: 'queued',
      created_at: submission.now,
      updated_at: submission.now,
    })
    .execute();
  await requestSigning(tx);
}

/** The same for many payouts at once, each its own transfer. */
export async function queueTransfers(
  tx: Tx,
  transfers: { id: string; payoutId: string; to: string; amountUnits: bigint }[],
  now: Date,
): Promise<void> {
  await tx
    .insertInto('chain_submissions')
    .values(
      transfers.map(({ id, payoutId, to, amountUnits }) => {
        const intent: ChainIntent = { kind: 'transfer', to, amountUnits: String(amountUnits) };
        return {
          id,
          payout_id: payoutId,
          purpose: intent.kind,
          call: JSON.stringify(intent),
          status: 'queued',
          created_at: now,
          updated_at: now,
        };
      }),
    )
    .execute();
  await requestSigning(tx);
}

/** Burns TFT for a withdrawal of the treasury; it can be written down once. */
export async function queueBurn(
  tx: Tx,
  burn: { id: string; transferId: string; to: string; amountUnits: bigint; now: Date },
): Promise<void> {
  const intent: ChainIntent = { kind: 'swap_to_stellar', to: burn.to, amountUnits: String(burn.amountUnits) };
  await tx
    .insertInto('chain_submissions')
    .values({
      id: burn.id,
      treasury_transfer_id: burn.transferId,
      purpose: intent.kind,
      call: JSON.stringify(intent),
      status: 'queued',
      created_at: burn.now,
      updated_at: burn.now,
    })
    .execute();
  await requestSigning(tx);
}

export const findBurnOf = (db: Database | Tx, transferId: string): Promise<SubmissionRow | undefined> =>
  db.selectFrom('chain_submissions').selectAll().where('treasury_transfer_id', '=', transferId).executeTakeFirst();

export const findTransferOf = (db: Database | Tx, payoutId: string): Promise<SubmissionRow | undefined> =>
  db.selectFrom('chain_submissions').selectAll().where('payout_id', '=', payoutId).executeTakeFirst();

/** Payouts whose transfer is not final. */
export async function openTransfers(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from chain_submissions where status in ('queued', 'signed') and payout_id is not null`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

export const requestSigning = (db: Database | Tx, delayMs = 0): Promise<void> =>
  enqueue(db, 'chain.sign', {}, { key: 'chain.sign', queue: 'chain', delayMs });

/** The latest submission of a deployment for a purpose. */
export const latestSubmission = (
  db: Database | Tx,
  deploymentId: string,
  purpose: ChainIntent['kind'],
): Promise<SubmissionRow | undefined> =>
  db
    .selectFrom('chain_submissions')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .where('purpose', '=', purpose)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/**
 * Queued or signed: what the signer has to bring to an end. What is signed holds a nonce that all later ones wait for, so it
 * comes first; then what people wait for; payouts last. Oldest first within each.
 */
export const openSubmissions = (db: Database, limit: number): Promise<SubmissionRow[]> =>
  db
    .selectFrom('chain_submissions')
    .selectAll()
    .where('status', 'in', ['queued', 'signed'])
    .orderBy(sql`status = 'queued'`)
    .orderBy(sql`status = 'queued' and purpose = 'transfer'`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();

export interface Lease {
  token: bigint;
}

/** Takes or renews the signer's lease; undefined while another holds it. The token fences writes of a holder that lost it. */
export async function takeLease(
  db: Database,
  holder: string,
  machineNow: Date,
  lengthMs: number,
): Promise<Lease | undefined> {
  const until = new Date(machineNow.getTime() + lengthMs);
  const { rows } = await sql<Lease>`
    update chain_lease set holder = ${holder}, expires_at = ${until},
      token = case when holder = ${holder} and expires_at >= ${machineNow} then token else token + 1 end
    where id = 1 and (holder = ${holder} or expires_at < ${machineNow})
    returning token`.execute(db);
  return rows[0];
}

export const dropLease = async (db: Database, holder: string): Promise<void> =>
  void (await sql`update chain_lease set expires_at = 'epoch' where id = 1 and holder = ${holder}`.execute(db));

/** Changes a submission while the lease is still ours; false when it was lost meanwhile, and nothing was written then. */
export async function updateSubmission(
  tx: Tx | Database,
  lease: Lease,
  id: string,
  change: Partial<
    Pick<
      SubmissionRow,
      'status' | 'nonce' | 'signed_bytes' | 'hash' | 'birth_block' | 'last_valid_block' | 'included_block'
    >
  > & {
    result?: unknown;
  },
  now: Date,
): Promise<boolean> {
  const { result, ...columns } = change;
  const updated = await tx
    .updateTable('chain_submissions')
    .set({ ...columns, ...(result === undefined ? {} : { result: JSON.stringify(result) }), updated_at: now })
    .where('id', '=', id)
    .where((is) => is.exists(is.selectFrom('chain_lease').select('id').where('token', '=', lease.token)))
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}
