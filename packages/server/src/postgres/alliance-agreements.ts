import { type Agreement, type AgreementStatus, formulaOf, type StoredFormula } from '@marketplace/core/alliances';
import { sql } from 'kysely';
import type { Database, Tx } from './store.ts';

export interface AgreementRow {
  id: string;
  allianceId: string;
  version: number;
  formula: StoredFormula;
  /** Midnight UTC of its day. */
  effectiveAt: Date;
  comment: string | null;
  status: AgreementStatus;
  proposedBy: string;
  proposerName: string | null;
  proposedAt: Date;
  decidedAt: Date | null;
  /** The vote that decides it. */
  voteId: string | null;
}

export const agreementOf = (row: AgreementRow): Agreement => ({
  version: row.version,
  formula: formulaOf(row.formula),
  effectiveFromMs: row.effectiveAt.getTime(),
  status: row.status,
});

/** Versions of an alliance, the newest first. */
export async function listAgreements(
  db: Database | Tx,
  { allianceId, id, before, limit }: { allianceId: string; id?: string; before?: number | undefined; limit: number },
): Promise<AgreementRow[]> {
  const { rows } = await sql<AgreementRow>`
    select v.id, v.alliance_id as "allianceId", v.version, v.formula, v.effective_on::timestamp at time zone 'UTC' as "effectiveAt",
           v.comment, v.status, v.proposed_by as "proposedBy",
           (select m.name from alliance_members m where m.alliance_id = v.alliance_id and m.user_id = v.proposed_by
            order by m.created_at desc limit 1) as "proposerName",
           v.proposed_at as "proposedAt", v.decided_at as "decidedAt",
           (select b.id from alliance_votes b where b.agreement_id = v.id order by b.opened_at desc limit 1) as "voteId"
    from alliance_agreements v
    where v.alliance_id = ${allianceId}
      ${id === undefined ? sql`` : sql`and v.id = ${id}`}
      ${before === undefined ? sql`` : sql`and v.version < ${before}`}
    order by v.version desc limit ${limit}`.execute(db);
  return rows;
}

export interface NewAgreement {
  id: string;
  allianceId: string;
  version: number;
  formula: StoredFormula;
  effectiveOn: string;
  comment: string | null;
  proposedBy: string;
  now: Date;
}

export const insertAgreement = async (tx: Tx, row: NewAgreement): Promise<void> =>
  void (await tx
    .insertInto('alliance_agreements')
    .values({
      id: row.id,
      alliance_id: row.allianceId,
      version: row.version,
      formula: JSON.stringify(row.formula),
      effective_on: row.effectiveOn,
      comment: row.comment,
      status: 'proposed',
      proposed_by: row.proposedBy,
      proposed_at: row.now,
      decided_at: null,
    })
    .execute());

/** Ends an open proposal; false when it was decided before. */
export async function decideAgreement(
  tx: Tx,
  id: string,
  status: Exclude<AgreementStatus, 'proposed'>,
  at: Date,
): Promise<boolean> {
  const decided = await tx
    .updateTable('alliance_agreements')
    .set({ status, decided_at: at })
    .where('id', '=', id)
    .where('status', '=', 'proposed')
    .returning('id')
    .executeTakeFirst();
  return decided !== undefined;
}

/** Proposals whose day has begun, and those whose vote fell away with what it was about, are over. */
export async function lapseAgreements(db: Database | Tx, now: Date): Promise<void> {
  await sql`
    update alliance_agreements v set status = 'lapsed', decided_at = ${now}
    where v.status = 'proposed'
      and (v.effective_on::timestamp at time zone 'UTC' <= ${now}
        or not exists (select 1 from alliance_votes b where b.agreement_id = v.id and b.state = 'open'))`.execute(db);
}

export interface NamedMember {
  memberId: string;
  userId: string;
  name: string;
}

/** Everybody who ever belonged to it, each person once, as they were known last. */
export async function everyMember(db: Database | Tx, allianceId: string): Promise<NamedMember[]> {
  const { rows } = await sql<NamedMember>`
    select distinct on (user_id) id as "memberId", user_id as "userId", name
    from alliance_members where alliance_id = ${allianceId} and joined_at is not null
    order by user_id, joined_at desc`.execute(db);
  return rows;
}
