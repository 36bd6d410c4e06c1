import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type InvitationRow = Selectable<Schema['alliance_invitations']>;

export const insertInvitation = (tx: Tx, row: Insertable<Schema['alliance_invitations']>): Promise<InvitationRow> =>
  tx.insertInto('alliance_invitations').values(row).returningAll().executeTakeFirstOrThrow();

export const changeInvitation = async (
  tx: Tx,
  id: string,
  set: Updateable<Schema['alliance_invitations']>,
): Promise<void> => void (await tx.updateTable('alliance_invitations').set(set).where('id', '=', id).execute());

/** What a person can prove: their verified e-mail, and the key of the account that they have connected. */
export interface Proofs {
  userId: string;
  now: Date;
}

/** Open invitations to what the person has proven, newest first; of one alliance, or of all. */
export async function invitationsTo(
  db: Database | Tx,
  { userId, now }: Proofs,
  allianceId?: string,
): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select i.* from alliance_invitations i
    where i.state = 'open' and i.expires_at > ${now}
      and ${allianceId === undefined ? sql`true` : sql`i.alliance_id = ${allianceId}`}
      and (lower(i.email) in (select lower(email) from users where id = ${userId} and email_verified)
        or i.public_key in (select public_key from chain_accounts where user_id = ${userId} and disconnected_at is null))
    order by i.created_at desc, i.id desc`.execute(db);
  return rows;
}

/** Whoever has proven the e-mail or the key; nobody, if it is not known here. */
export async function invitedUser(
  tx: Tx,
  { email, publicKey }: { email: string | null; publicKey: string | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from users where email_verified and lower(email) = lower(${email}::text)
    union select user_id from chain_accounts where public_key = ${publicKey}::text and disconnected_at is null`.execute(
    tx,
  );
  return rows[0]?.id;
}

export const findInvitation = (db: Database | Tx, allianceId: string, id: string): Promise<InvitationRow | undefined> =>
  db
    .selectFrom('alliance_invitations')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst();

export type ListedInvitation = InvitationRow & { inviter: string | null };

/** Newest first in a total order, with the name under which whoever invited is a member. */
export async function listInvitations(
  db: Database | Tx,
  filter: { allianceId: string; id?: string; before?: { at: Date; id: string } | undefined; limit: number },
): Promise<ListedInvitation[]> {
  const { allianceId, id, before, limit } = filter;
  const { rows } = await sql<ListedInvitation>`
    select i.*, ${inviterName} as inviter from alliance_invitations i
    where i.alliance_id = ${allianceId} and ${id === undefined ? sql`true` : sql`i.id = ${id}`}
      and ${before ? sql`(i.created_at, i.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql`true`}
    order by i.created_at desc, i.id desc limit ${limit}`.execute(db);
  return rows;
}

const inviterName = sql`(select m.name from alliance_members m
  where m.alliance_id = i.alliance_id and m.user_id = i.invited_by order by m.created_at desc limit 1)`;

/** Names of those who invited, by invitation. */
export async function inviterNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string | null }>`
    select i.id, ${inviterName} as name from alliance_invitations i where i.id = any(${ids})`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name ?? '']));
}

export async function countOpenInvitations(tx: Tx, allianceId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from alliance_invitations where alliance_id = ${allianceId} and state = 'open'`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** Invitations that are over at `now`, in the transaction of whoever looks at them. */
export const expireInvitations = async (tx: Tx, now: Date, allianceId?: string): Promise<InvitationRow[]> =>
  tx
    .updateTable('alliance_invitations')
    .set((is) => ({ state: 'expired' as const, decided_at: is.ref('expires_at') }))
    .where('state', '=', 'open')
    .where('expires_at', '<=', now)
    .$if(allianceId !== undefined, (query) => query.where('alliance_id', '=', allianceId ?? ''))
    .returningAll()
    .execute();

export const withdrawInvitations = async (tx: Tx, allianceId: string, now: Date): Promise<void> =>
  void (await tx
    .updateTable('alliance_invitations')
    .set({ state: 'withdrawn', decided_at: now })
    .where('alliance_id', '=', allianceId)
    .where('state', '=', 'open')
    .execute());
