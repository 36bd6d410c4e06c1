import type { Elector } from '@marketplace/core/alliances';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { AllianceRow } from './alliances.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type MemberRow = Selectable<Schema['alliance_members']>;

export const insertMember = (tx: Tx, row: Insertable<Schema['alliance_members']>): Promise<MemberRow> =>
  tx.insertInto('alliance_members').values(row).returningAll().executeTakeFirstOrThrow();

export const changeMember = async (tx: Tx, id: string, set: Updateable<Schema['alliance_members']>): Promise<void> =>
  void (await tx.updateTable('alliance_members').set(set).where('id', '=', id).execute());

export const findMember = (db: Database | Tx, allianceId: string, id: string): Promise<MemberRow | undefined> =>
  db
    .selectFrom('alliance_members')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** The person's latest membership, or wish for one, whatever became of it. */
export const latestMembership = (
  db: Database | Tx,
  allianceId: string,
  userId: string,
): Promise<MemberRow | undefined> =>
  db
    .selectFrom('alliance_members')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();

/** Everybody who belongs to it or asks to, by who came first. */
export const presentMembers = (db: Database | Tx, allianceId: string): Promise<MemberRow[]> =>
  db
    .selectFrom('alliance_members')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('state', 'in', ['requested', 'member', 'leaving'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** Whom the rules of voting speak of. */
export const electorOf = (row: MemberRow): Elector & { state: string; userId: string } => ({
  memberId: row.id,
  weight: row.weight,
  state: row.state,
  userId: row.user_id,
});

export interface MemberFilter {
  allianceId: string;
  state: 'present' | 'past' | 'all';
  after?: { at: Date; id: string } | undefined;
  now: Date;
  limit: number;
}

export type ListedMember = MemberRow & { nodes: number };

/** By who came first, in a total order, each with the nodes that count at `now`. */
export async function listMembers(db: Database, filter: MemberFilter): Promise<ListedMember[]> {
  const { allianceId, state, after, now, limit } = filter;
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`m.alliance_id = ${allianceId}`];
  const present = sql<SqlBool>`(m.state in ('requested', 'member', 'leaving') or (m.state = 'expelled' and m.ends_at > ${now}))`;
  if (state === 'present') and.push(present);
  if (state === 'past') and.push(sql`not ${present}`);
  if (after) and.push(sql`(m.created_at, m.id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  const { rows } = await sql<ListedMember>`
    select m.*, (select count(*) from alliance_nodes n
                 where n.member_id = m.id and n.from_at <= ${now} and (n.ends_at is null or n.ends_at > ${now}))::int as nodes
    from alliance_members m where ${sql.join(and, sql` and `)}
    order by m.created_at, m.id limit ${limit}`.execute(db);
  return rows;
}

export type OwnMembershipRow = MemberRow & { alliance: AllianceRow };

/** Alliances of a person, the newest membership first. Each alliance once, with the latest membership. */
export async function listMemberships(
  db: Database,
  { userId, before, limit }: { userId: string; before?: { at: Date; id: string } | undefined; limit: number },
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select * from (
      select distinct on (alliance_id) * from alliance_members where user_id = ${userId}
      order by alliance_id, created_at desc, id desc) m
    where ${before ? sql`(m.created_at, m.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql`true`}
    order by m.created_at desc, m.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Memberships whose notice is over at `now`: who, and of which alliance. */
export const membershipsToEnd = (db: Database, now: Date): Promise<{ id: string; alliance_id: string }[]> =>
  db
    .selectFrom('alliance_members')
    .select(['id', 'alliance_id'])
    .where('state', '=', 'leaving')
    .where('ends_at', '<=', now)
    .orderBy('ends_at')
    .execute();
