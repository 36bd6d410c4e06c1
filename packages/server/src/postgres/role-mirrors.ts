import { type SqlBool, sql } from 'kysely';
import { enqueue } from './jobs.ts';
import type { Database, Tx } from './store.ts';

/** Notes that a person's roles changed, in the transaction of the change: the identity provider is to be told. */
export async function noteRoleChange(tx: Tx, userId: string): Promise<void> {
  await tx
    .insertInto('role_mirrors')
    .values({ user_id: userId, version: 1n, mirrored_version: 0n, mirrored_at: null })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ version: sql`role_mirrors.version + 1` }))
    .execute();
}

/** Asks for a person's roles to be told; one at a time per person, so that an older state never overtakes a newer one. */
export const requestRoleMirror = (tx: Tx | Database, userId: string): Promise<void> =>
  enqueue(tx, 'identity.mirror-roles', { userId }, { key: `roles:${userId}`, queue: `roles:${userId}` });

/** Which state is to be told, and to which subjects; undefined when the provider knows the present one. */
export async function pendingRoleMirror(
  db: Database,
  userId: string,
): Promise<{ version: bigint; subjects: string[] } | undefined> {
  const behind = await db
    .selectFrom('role_mirrors')
    .select('version')
    .where('user_id', '=', userId)
    .where(isBehind)
    .executeTakeFirst();
  if (!behind) return undefined;
  const identities = await db
    .selectFrom('identities')
    .select('subject')
    .where('user_id', '=', userId)
    .orderBy('subject')
    .execute();
  return { version: behind.version, subjects: identities.map(({ subject }) => subject) };
}

export const markRolesMirrored = async (db: Database, userId: string, version: bigint, now: Date): Promise<void> =>
  void (await db
    .updateTable('role_mirrors')
    .set({ mirrored_version: version, mirrored_at: now })
    .where('user_id', '=', userId)
    .where('mirrored_version', '<', version)
    .execute());

/** Everybody whose newest roles the identity provider does not know yet. */
export async function peopleBehindMirror(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('role_mirrors').select('user_id').where(isBehind).execute();
  return rows.map((row) => row.user_id);
}

const isBehind = () => sql<SqlBool>`mirrored_version < version`;
