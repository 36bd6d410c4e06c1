import type { DocumentJson, DocumentKind, PartyJson } from '@marketplace/core/documents';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { MoneyOrder } from './money-order.ts';
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
  /** Part of the number, of the owner's e-mail address or of the name on it. */
  q?: string | undefined;
  sort?: MoneyOrder;
  after?: { value: Date | bigint; ordinal: bigint; id: string } | undefined;
  limit: number;
}

/** In a total order: by time or amount, then by number; newest first when nothing is said. */
export async function listDocuments(db: Database, filter: DocumentFilter): Promise<ListedDocument[]> {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (filter.userId !== undefined) and.push(sql`d.user_id = ${filter.userId}`);
  if (filter.kind !== undefined) and.push(sql`d.kind = ${filter.kind}`);
  if (filter.number !== undefined) and.push(sql`d.number = ${filter.number}`);
  if (filter.from !== undefined) and.push(sql`d.issued_at >= ${filter.from}`);
  if (filter.to !== undefined) and.push(sql`d.issued_at < ${filter.to}`);
  if (filter.q !== undefined) {
    const part = (column: RawBuilder<unknown>) => sql`position(lower(${filter.q}) in lower(${column})) > 0`;
    and.push(sql`(${part(sql`d.number`)} or ${part(sql`u.email`)} or ${part(sql`d.content -> 'buyer' ->> 'name'`)})`);
  }
  const sort = filter.sort ?? '-time';
  const value = sort.endsWith('time') ? sql`d.issued_at` : sql`d.total_units`;
  const [beyond, direction] = sort.startsWith('-') ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  if (filter.after) {
    const { value: last, ordinal, id } = filter.after;
    and.push(sql`(${value}, d.ordinal, d.id) ${beyond} (${last}, ${ordinal}, ${id}::uuid)`);
  }
  const { rows } = await sql<ListedDocument>`
    select d.id, d.kind, d.number, d.ordinal, d.user_id as "userId", u.email, d.issued_at as "issuedAt", d.period_from as "periodFrom",
           d.period_until as "periodUntil", d.total_units as "totalUnits", d.tax_units as "taxUnits",
           (d.content ->> 'taxPercent')::float8 as "taxPercent", d.content -> 'buyer' as buyer
    from documents d join users u on u.id = d.user_id
    where ${sql.join(and, sql` and `)}
    order by ${value} ${direction}, d.ordinal ${direction}, d.id ${direction}
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
