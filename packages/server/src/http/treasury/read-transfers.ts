import { findBurnOf } from '../../postgres/chain-submissions.ts';
import { submissionsOf } from '../../postgres/stellar-submissions.ts';
import type { Database, Store } from '../../postgres/store.ts';
import { emailsOf } from '../../postgres/treasury-people.ts';
import {
  findTransfer,
  listTransfers,
  type TransferFilter,
  type TransferRow,
} from '../../postgres/treasury-transfers.ts';
import type { HttpContext } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import { HttpProblem } from '../problems.ts';
import { type TransferFacts, transferCells, transferColumns, transferDetailJson, transferJson } from './transfer.ts';

async function withFacts(db: Database, rows: TransferRow[]): Promise<TransferFacts[]> {
  const [submissions, emails] = await Promise.all([
    submissionsOf(
      db,
      rows.map(({ id }) => id),
    ),
    emailsOf(
      db,
      rows.flatMap(({ started_by }) => (started_by === null ? [] : [started_by])),
    ),
  ]);
  return rows.map((transfer) => ({
    transfer,
    startedBy: (transfer.started_by && emails.get(transfer.started_by)) ?? null,
    submissions: submissions.filter((each) => each.transfer_id === transfer.id),
  }));
}

interface ListQuery extends Pick<TransferFilter, 'kind' | 'status'> {
  limit: number;
  cursor?: string | undefined;
  format?: string | undefined;
}

/** One page, or all as a CSV file. */
export async function transferList(c: HttpContext, { db }: Store, query: ListQuery) {
  const { limit, cursor, format, ...filter } = query;
  if (format === 'csv') {
    const all = await withFacts(db, await listTransfers(db, { ...filter, limit: CSV_LINES }));
    return { csv: csvAnswer(c, 'treasury-transfers', transferColumns, all.map(transferCells)) };
  }
  const rows = await listTransfers(db, { ...filter, before: afterOf(cursor), limit: limit + 1 });
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
  return { page: { items: (await withFacts(db, items)).map(transferJson), nextCursor } };
}

export async function oneTransfer(db: Database, id: string) {
  const [facts] = await withFacts(db, await found(db, id));
  if (!facts) throw new Error(`transfer ${id} vanished`);
  return transferJson(facts);
}

export async function transferDetail(db: Database, id: string, passphrase: string) {
  const [facts] = await withFacts(db, await found(db, id));
  if (!facts) throw new Error(`transfer ${id} vanished`);
  return transferDetailJson({ ...facts, passphrase, burn: await findBurnOf(db, id) });
}

async function found(db: Database, id: string): Promise<TransferRow[]> {
  const row = await findTransfer(db, id);
  if (!row) throw new HttpProblem('not_found', 'There is no such transfer.');
  return [row];
}
