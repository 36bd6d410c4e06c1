import type { DocumentJson, DocumentKind, PartyJson } from '@marketplace/core/documents';
import { type SqlBool, sql } from 'kysely';
import type { Database } from './store.ts';

export interface ListedDocument {
  id: string;
  kind: DocumentKind;
  number: string;
  ordinal: bigint;
  userId: string;
  email: string;
  issuedAt: Date;
  periodFrom: Date | null;
  periodUntil: Date | null;
  totalUnits: bigint;
  taxUnits: bigint;
  taxPercent: number;
  buyer: PartyJson;
}

export interface DocumentFilter {
  userId?: string | undefined;
  kind?: DocumentKind | undefined;
  number?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  before?: { issuedAt: Date; ordinal: bigint; id: string } | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listDocuments(db: Database, filter: DocumentFilter): Promise<ListedDocument[]> {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (filter.userId !== undefined) and.push(sql`d.user_id = ${filter.userId}`);
  if (filter.kind !== undefined) and.push(sql`d.kind = ${filter.kind}`);
  if (filter.number !== undefined) and.push(sql`d.number = ${filter.number}`);
  if (filter.from !== undefined) and.push(sql`d.issued_at >= ${filter.from}`);
  if (filter.to !== undefined) and.push(sql`d.issued_at < ${filter.to}`);
  if (filter.before) {
    const { issuedAt, ordinal, id } = filter.before;
    and.push(sql`(d.issued_at, d.ordinal, d.id) < (${issuedAt}, ${ordinal}, ${id}::uuid)`);
  }
  const { rows } = await sql<ListedDocument>`
    select d.id, d.kind, d.number, d.ordinal, d.user_id as "userId", u.email, d.issued_at as "issuedAt", d.period_from as "periodFrom",
           d.period_until as "periodUntil", d.total_units as "totalUnits", d.tax_units as "taxUnits",
           (d.content ->> 'taxPercent')::float8 as "taxPercent", d.content -> 'buyer' as buyer
    from documents d join users u on u.id = d.user_id
    where ${sql.join(and, sql` and `)}
    order by d.issued_at desc, d.ordinal desc, d.id desc
    limit ${filter.limit}`.execute(db);
  return rows;
}

/** A document as it was written down, of that person or of anybody; undefined for an unknown or foreign id. */
export async function findDocument(
  db: Database,
  id: string,
  of: { userId: string } | 'anybody',
): Promise<DocumentJson | undefined> {
  let query = db.selectFrom('documents').select('content').where('id', '=', id);
  if (of !== 'anybody') query = query.where('user_id', '=', of.userId);
  return (await query.executeTakeFirst())?.content;
}
