import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { VoteState } from './schema/alliances.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type VoteRow = Selectable<Schema['alliance_votes']>;
export type BallotRow = Selectable<Schema['alliance_ballots']>;

export const insertVote = (tx: Tx, row: Insertable<Schema['alliance_votes']>): Promise<VoteRow> =>
  tx.insertInto('alliance_votes').values(row).returningAll().executeTakeFirstOrThrow();

/** A member's answer; another one while the vote is open takes its place. */
export async function saveBallot(tx: Tx, row: Insertable<Schema['alliance_ballots']>): Promise<void> {
  const { choice, weight, cast_at } = row;
  await tx
    .insertInto('alliance_ballots')
    .values(row)
    .onConflict((conflict) => conflict.columns(['vote_id', 'member_id']).doUpdateSet({ choice, weight, cast_at }))
    .execute();
}

export const findVote = (db: Database | Tx, allianceId: string, id: string): Promise<VoteRow | undefined> =>
  db
    .selectFrom('alliance_votes')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Open votes of an alliance, the oldest first. */
export const openVotes = (db: Database | Tx, allianceId: string): Promise<VoteRow[]> =>
  db
    .selectFrom('alliance_votes')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('state', '=', 'open')
    .orderBy('opened_at')
    .orderBy('id')
    .execute();

export const closeVote = async (tx: Tx, id: string, state: Exclude<VoteState, 'open'>, at: Date): Promise<void> =>
  void (await tx.updateTable('alliance_votes').set({ state, decided_at: at }).where('id', '=', id).execute());

export type NamedBallot = BallotRow & { name: string };

/** Ballots of votes with the names of the members, in the order in which they were given. */
export const ballotsOf = (db: Database | Tx, voteIds: readonly string[]): Promise<NamedBallot[]> =>
  voteIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('alliance_ballots')
        .innerJoin('alliance_members', 'alliance_members.id', 'alliance_ballots.member_id')
        .selectAll('alliance_ballots')
        .select('alliance_members.name')
        .where('vote_id', 'in', [...voteIds])
        .orderBy('cast_at')
        .orderBy('member_id')
        .execute();

export interface VoteFilter {
  allianceId: string;
  id?: string | undefined;
  state: 'open' | 'closed' | 'all';
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

export type ListedVote = VoteRow & { memberName: string | null; openerName: string | null };

/** Newest first, in a total order. */
export async function listVotes(db: Database | Tx, filter: VoteFilter): Promise<ListedVote[]> {
  const { allianceId, id, state, before, limit } = filter;
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`v.alliance_id = ${allianceId}`];
  if (id !== undefined) and.push(sql`v.id = ${id}`);
  if (state !== 'all') and.push(state === 'open' ? sql`v.state = 'open'` : sql`v.state <> 'open'`);
  if (before) and.push(sql`(v.opened_at, v.id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  const { rows } = await sql<ListedVote>`
    select v.*, m.name as "memberName", (select o.name from alliance_members o
      where o.alliance_id = v.alliance_id and o.user_id = v.opened_by order by o.created_at desc limit 1) as "openerName"
    from alliance_votes v left join alliance_members m on m.id = v.member_id
    where ${sql.join(and, sql` and `)}
    order by v.opened_at desc, v.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Alliances with votes or invitations whose time is over at `now`. */
export async function alliancesToAnswerFor(db: Database, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select alliance_id as id from alliance_votes where state = 'open' and closes_at <= ${now}
    union select alliance_id from alliance_invitations where state = 'open' and expires_at <= ${now}`.execute(db);
  return rows.map((row) => row.id);
}
