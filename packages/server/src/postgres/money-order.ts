import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Where a page begins: right after the row with this time or amount and id. */
export interface Place {
  value: Date | bigint;
  id: string;
}

export type MoneyOrder = '-time' | 'time' | '-amount' | 'amount';

interface Columns {
  time: RawBuilder<unknown>;
  amount: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
}

/** A total order by time or amount and then by id, and the condition of what comes after a place in it. */
export function moneyOrder(sort: MoneyOrder, columns: Columns) {
  const down = sort.startsWith('-');
  const value = sort.endsWith('time') ? columns.time : columns.amount;
  const direction = down ? sql`desc` : sql`asc`;
  return {
    orderBy: sql`${value} ${direction}, ${columns.id} ${direction}`,
    after: (place: Place): RawBuilder<SqlBool> =>
      sql<SqlBool>`(${value}, ${columns.id}) ${down ? sql`<` : sql`>`} (${place.value}, ${place.id})`,
  };
}
