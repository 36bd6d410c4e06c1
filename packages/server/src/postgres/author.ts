/** The person behind a `user:<id>` of a record; null where a program acted or the person is not known. */
export interface Author {
  id: string;
  name: string;
  email: string;
}

/** From the columns of a left join on users. */
export const authorOf = (row: { id: string | null; name: string | null; email: string | null }): Author | null =>
  row.id === null ? null : { id: row.id, name: row.name ?? '', email: row.email ?? '' };
