import type { Database } from './store.ts';

/** Addresses of those who started transfers. */
export async function emailsOf(db: Database, userIds: string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'email']).where('id', 'in', userIds).execute();
  return new Map(rows.map(({ id, email }) => [id, email]));
}
