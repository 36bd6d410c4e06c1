import {
  type DocumentContent,
  type DocumentKind,
  documentJson,
  documentNumber,
  seriesOf,
} from '@marketplace/core/documents';
import { sql } from 'kysely';
import type { Tx } from './store.ts';

export interface NewDocument {
  id: string;
  userId: string;
  content: DocumentContent;
  /** Of a receipt or credit note. */
  transferId?: bigint;
}

export interface IssuedDocument {
  id: string;
  number: string;
}

/**
 * Makes whoever issues documents of the kind wait until this transaction ends; what the one before wrote is then seen.
 * Take it last of all locks.
 */
export async function lockSeries(tx: Tx, kind: DocumentKind, now: Date): Promise<void> {
  await takeNumbers(tx, seriesOf(kind, now.getUTCFullYear()), 0);
}

/**
 * Writes documents of one kind down, each with the next number of its series, in the order given. A transaction that is
 * rolled back has taken no number.
 */
export async function insertDocuments(
  tx: Tx,
  kind: DocumentKind,
  documents: readonly NewDocument[],
  now: Date,
): Promise<IssuedDocument[]> {
  if (documents.length === 0) return [];
  const series = seriesOf(kind, now.getUTCFullYear());
  const last = await takeNumbers(tx, series, documents.length);
  const rows = documents.map(({ id, userId, content, transferId }, at) => {
    const ordinal = last - BigInt(documents.length - 1 - at);
    const number = documentNumber(series, ordinal);
    return {
      id,
      kind,
      series,
      ordinal,
      user_id: userId,
      issued_at: now,
      period_from: content.period && new Date(content.period.from),
      period_until: content.period && new Date(content.period.to),
      transfer_id: transferId ?? null,
      total_units: content.totalUnits,
      tax_units: content.taxUnits,
      content: JSON.stringify(documentJson(content, { id, number, issuedAt: now.toISOString() })),
    };
  });
  await tx.insertInto('documents').values(rows).execute();
  return rows.map(({ id, series: of, ordinal }) => ({ id, number: documentNumber(of, ordinal) }));
}

/** Takes `count` numbers and gives the last of them; the series stays locked until the transaction ends. */
async function takeNumbers(tx: Tx, series: string, count: number): Promise<bigint> {
  const { rows } = await sql<{ last: bigint }>`
    insert into document_series (series, last) values (${series}, ${count})
    on conflict (series) do update set last = document_series.last + excluded.last
    returning last`.execute(tx);
  return rows[0]?.last ?? 0n;
}
