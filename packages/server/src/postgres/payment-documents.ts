import {
  creditNoteContent,
  type DocumentContent,
  type DocumentFacts,
  receiptContent,
} from '@marketplace/core/documents';
import { sql } from 'kysely';
import type { NewId } from '../ids.ts';
import { readDocumentFacts } from './document-facts.ts';
import { type IssuedDocument, insertDocuments, lockSeries } from './documents.ts';
import type { Database, Tx } from './store.ts';

interface PaymentTransfer {
  id: bigint;
  kind: 'top_up' | 'refund';
  eventAt: Date;
  topUpId: string;
  userId: string;
  units: bigint;
  details: Record<string, unknown>;
}

/**
 * Writes down the receipt of a top-up or the credit note of a refund, in the transaction of the transfer or later; asking
 * again gives the one that exists. The balance that the transfer moved should be locked already: the series is locked last.
 */
export async function documentPayment(
  tx: Tx,
  transferId: bigint,
  { now, newId }: { now: Date; newId: NewId },
): Promise<IssuedDocument> {
  const transfer = await readTransfer(tx, transferId);
  const kind = transfer.kind === 'top_up' ? 'receipt' : 'credit_note';
  await lockSeries(tx, kind, now);
  const known = await findByTransfer(tx, transferId);
  if (known) return known;
  const facts = (await readDocumentFacts(tx, [transfer.userId])).get(transfer.userId);
  if (!facts) throw new Error(`transfer ${transferId} belongs to nobody`);
  const content = await contentOf(tx, transfer, facts);
  const made = await insertDocuments(tx, kind, [{ id: newId(now), userId: transfer.userId, content, transferId }], now);
  return made[0] as IssuedDocument;
}

/** Payments recorded since then that have no document yet; the step that asks makes up for what was lost. */
export async function undocumentedPayments(db: Database, since: Date, limit: number): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select t.id from ledger_transfers t left join documents d on d.transfer_id = t.id
    where t.kind in ('top_up', 'refund') and t.recorded_at >= ${since} and d.id is null
    order by t.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

async function readTransfer(tx: Tx, transferId: bigint): Promise<PaymentTransfer> {
  const { rows } = await sql<PaymentTransfer>`
    select t.id, t.kind, t.event_at as "eventAt", t.top_up_id as "topUpId", substr(a.owner, 6) as "userId", e.units, t.details
    from ledger_transfers t join ledger_entries e on e.transfer_id = t.id join ledger_accounts a on a.id = e.account_id
    where t.id = ${transferId} and t.kind in ('top_up', 'refund') and a.kind = 'available' and a.owner like 'user:%'`.execute(
    tx,
  );
  if (!rows[0]) throw new Error(`transfer ${transferId} is no payment of a person`);
  return rows[0];
}

const findByTransfer = (tx: Tx, transferId: bigint): Promise<IssuedDocument | undefined> =>
  tx.selectFrom('documents').select(['id', 'number']).where('transfer_id', '=', transferId).executeTakeFirst();

async function contentOf(tx: Tx, transfer: PaymentTransfer, facts: DocumentFacts): Promise<DocumentContent> {
  const { id: transferId, topUpId, units, details, eventAt } = transfer;
  const payment = { topUpId, at: eventAt.toISOString(), card: readCard(details.card) };
  if (transfer.kind === 'top_up') return receiptContent({ facts, payment, transferId, units });
  const origin = await findReceipt(tx, topUpId);
  return creditNoteContent({
    facts,
    payment: { ...payment, card: origin?.card ?? null },
    transferId,
    units: -units,
    receipt: origin?.receipt ?? null,
    reason: typeof details.reason === 'string' ? details.reason : undefined,
  });
}

async function findReceipt(tx: Tx, topUpId: string) {
  const { rows } = await sql<{ id: string | null; number: string | null; details: Record<string, unknown> }>`
    select d.id, d.number, t.details
    from ledger_transfers t left join documents d on d.transfer_id = t.id
    where t.idempotency_key = ${`top-up:${topUpId}`}`.execute(tx);
  const row = rows[0];
  if (!row) return undefined;
  const receipt = row.id !== null && row.number !== null ? { id: row.id, number: row.number } : null;
  return { receipt, card: readCard(row.details.card) };
}

/** Brand and last digits as the settlement noted them. */
function readCard(value: unknown): { brand: string; last4: string } | null {
  const { brand, last4 } = (value ?? {}) as Record<string, unknown>;
  return typeof brand === 'string' && typeof last4 === 'string' ? { brand, last4 } : null;
}
