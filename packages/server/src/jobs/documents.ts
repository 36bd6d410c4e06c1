import { type Month, periodOf } from '@marketplace/core/documents';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import { dueStatements } from '../postgres/invoice-lines.ts';
import { finishMonth, nextInvoiceMonth } from '../postgres/invoice-months.ts';
import { makeInvoices } from '../postgres/invoices.ts';
import { documentPayment, undocumentedPayments } from '../postgres/payment-documents.ts';
import type { Store } from '../postgres/store.ts';

export interface DocumentJobParts {
  store: Store;
  clock: Clock;
  newId: NewId;
}

/** After the end of a month, so that what was under way at midnight is recorded. */
const INVOICE_LAG_MS = 3_600_000;
const PAYMENTS = 100;
/** Persons per transaction: their invoices, notices and mails. */
const CHUNK = 50;
/** Transactions per tick; the next one goes on. */
const CHUNKS = 40;

/**
 * Makes what is missing: receipts and credit notes of payments whose own transaction made none, then the invoices of every
 * month that is over, oldest first. A crash or an outage loses none; two who do it at once make each once.
 */
export async function makeDocuments(parts: DocumentJobParts): Promise<void> {
  const now = parts.clock.now();
  for (let chunks = CHUNKS; chunks > 0; ) {
    const month = await nextInvoiceMonth(parts.store.db);
    if (!month) return;
    await documentPayments(parts, month, now);
    if (now.getTime() < Date.parse(periodOf(month).to) + INVOICE_LAG_MS) return;
    const used = await invoiceMonth(parts, month, chunks, now);
    if (used === 'waiting') return;
    chunks -= used;
  }
}

/** Looks at the months that are not finished: of those before, every payment has its document. */
async function documentPayments({ store, newId }: DocumentJobParts, month: Month, now: Date) {
  const since = new Date(periodOf(month).from);
  for (;;) {
    const transfers = await undocumentedPayments(store.db, since, PAYMENTS);
    for (const id of transfers) await store.transaction((tx) => documentPayment(tx, id, { now, newId }));
    if (transfers.length < PAYMENTS) return;
  }
}

/** Chunks that it took; `waiting` when somebody's hours are not all charged yet, or the tick has done enough. */
async function invoiceMonth(
  { store, newId }: DocumentJobParts,
  month: Month,
  chunks: number,
  now: Date,
): Promise<number | 'waiting'> {
  let after = 0n;
  for (let used = 1; used <= chunks; used++) {
    const from = after;
    const { last } = await store.transaction((tx) =>
      makeInvoices(tx, { month, after: from, limit: CHUNK, now, newId }),
    );
    if (last !== undefined) {
      after = last;
      continue;
    }
    const until = new Date(periodOf(month).to);
    const left = await dueStatements(store.db, { until, after: 0n, limit: 1, charged: false });
    if (left.length > 0) return 'waiting';
    await finishMonth(store.db, month, now);
    return used;
  }
  return 'waiting';
}
