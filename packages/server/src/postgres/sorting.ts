import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** One column by which a list can be sorted. It is never null: a list says itself where rows without a value stand. */
export interface SortKey {
  by: RawBuilder<unknown>;
  kind: 'text' | 'number' | 'time';
}

/** The order of a list and, for all pages but the first, the last row of the page before. */
export interface ListOrder {
  key: SortKey;
  descending: boolean;
  after?: { value: string; id: string } | undefined;
}

/** Compared by code, alike in every database. */
export const byText = (by: RawBuilder<unknown>): SortKey => ({
  by: sql`lower(${by}) collate "C"`,
  kind: 'text',
});
export const byNumber = (by: RawBuilder<unknown>): SortKey => ({ by, kind: 'number' });
export const byTime = (by: RawBuilder<unknown>): SortKey => ({ by, kind: 'time' });

/** The pieces of a query that sorts by a column and then by id, in one direction, so that the order is total. */
export function sortSql({ key: { by, kind }, descending, after }: ListOrder, id: RawBuilder<unknown>) {
  const beyond =
    after &&
    sql<SqlBool>`(${by}, ${id}) ${sql.raw(descending ? '<' : '>')} (${read(kind, after.value)}, ${after.id}::uuid)`;
  const direction = sql.raw(descending ? 'desc' : 'asc');
  return {
    /** Of each row, for the cursor; exact, so that a page begins where the last one ended. */
    value:
      kind === 'time' ? sql`to_char(${by} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : sql`(${by})::text`,
    beyond: beyond ?? sql<SqlBool>`true`,
    order: sql`${by} ${direction}, ${id} ${direction}`,
  };
}

function read(kind: SortKey['kind'], value: string): RawBuilder<unknown> {
  if (kind === 'text') return sql`${value}::text collate "C"`;
  return kind === 'number' ? sql`${value}::numeric` : sql`${value}::timestamptz`;
}

/** A row of a sorted list. */
export type Sorted<Row> = Row & { sortValue: string };
