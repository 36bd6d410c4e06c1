import { invoiceContent, type Month, periodOf, type StatementSum } from '@marketplace/core/documents';
import { parseUnits, writeCents } from '@marketplace/core/money';
import type { NewId } from '../ids.ts';
import { readDocumentFacts } from './document-facts.ts';
import { type IssuedDocument, insertDocuments, lockSeries } from './documents.ts';
import { type DueStatement, dueStatements, type LineSum, nextVersions, sumLines } from './invoice-lines.ts';
import { readMachines } from './invoiced-machines.ts';
import { notify } from './notifications.ts';
import type { Tx } from './store.ts';

export interface InvoiceChunk {
  made: number;
  /** The last account that was looked at; undefined when none is left. */
  last: bigint | undefined;
}

/**
 * Writes the invoices of a month for up to `limit` persons whose hours are all charged, and tells each of them. The series
 * is locked first, so that two who do it at once make each invoice once.
 */
export async function makeInvoices(
  tx: Tx,
  { month, after, limit, now, newId }: { month: Month; after: bigint; limit: number; now: Date; newId: NewId },
): Promise<InvoiceChunk> {
  await lockSeries(tx, 'invoice', now);
  const period = periodOf(month);
  const until = new Date(period.to);
  const due = await dueStatements(tx, { until, after, limit, charged: true });
  if (due.length === 0) return { made: 0, last: undefined };
  const sums = groupBy(await sumLines(tx, due, until), ({ accountId }) => accountId);
  const machines = await readMachines(tx, [...sums.values()].flat());
  const facts = await readDocumentFacts(
    tx,
    due.map(({ userId }) => userId),
  );
  const documents = due.map(({ accountId, userId, openingUnits }) => {
    const own = facts.get(userId);
    if (!own) throw new Error(`account ${accountId} belongs to nobody`);
    const lines = (sums.get(accountId) ?? []).map((sum) => statementSum(sum, machines));
    return { id: newId(now), userId, content: invoiceContent({ facts: own, period, openingUnits, sums: lines }) };
  });
  const made = await insertDocuments(tx, 'invoice', documents, now);
  const next = await nextVersions(tx, due, until);
  await tx
    .insertInto('invoice_coverage')
    .values(due.map((one, at) => coverageOf(one, documents[at] as Made, { until, next: next.get(one.accountId) })))
    .execute();
  for (const [at, document] of made.entries()) await tell(tx, documents[at] as Made, document, { month, now, newId });
  return { made: made.length, last: due.at(-1)?.accountId };
}

type Made = { id: string; userId: string; content: ReturnType<typeof invoiceContent> };

function statementSum(sum: LineSum, machines: ReadonlyMap<string, string>): StatementSum {
  const machine = sum.deploymentId ? machines.get(sum.deploymentId) : undefined;
  const detail = [machine, sum.suspended ? 'suspended part of the time' : undefined].filter(Boolean).join(' · ');
  return {
    ...sum,
    detail: detail === '' ? null : detail,
    hourlyUnits: sum.suspended || sum.hourly === null ? null : (parseUnits(sum.hourly) ?? null),
  };
}

const coverageOf = (
  one: DueStatement,
  { id, content }: Made,
  { until, next }: { until: Date; next: bigint | undefined },
) => ({
  document_id: id,
  account_id: one.accountId,
  until_at: until,
  first_version: one.firstVersion,
  last_version: one.lastVersion,
  previous_until_at: one.previousUntil,
  previous_version: one.previousVersion,
  next_version: next ?? one.lastVersion + 1n,
  closing_units: content.account?.closingUnits ?? 0n,
});

/** By topic money: in the console always, by mail unless the person chose otherwise. */
async function tell(
  tx: Tx,
  { userId, content }: Made,
  { id, number }: IssuedDocument,
  { month, now, newId }: { month: Month; now: Date; newId: NewId },
): Promise<void> {
  const closing = content.account?.closingUnits ?? 0n;
  const paid =
    closing < 0n
      ? `It is not paid in full: at the end of the month you owed ${writeCents(-closing)}. Top up to keep your machines running.`
      : 'It was paid from your balance. You need not do anything.';
  await notify(tx, {
    userId,
    notice: {
      topic: 'money',
      severity: 'info',
      dedupeKey: `invoice:${id}`,
      title: `Invoice for ${monthWords(month)}: ${writeCents(content.totalUnits)}`,
      body: `Your invoice ${number} for ${monthWords(month)} is ready. It bills ${writeCents(content.totalUnits)}. ${paid}`,
      link: `/invoices/${id}`,
      linkLabel: 'See the invoice',
    },
    now,
    newId,
  });
}

const monthWords = (month: Month): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(periodOf(month).from),
  );

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
