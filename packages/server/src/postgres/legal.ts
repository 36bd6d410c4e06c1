import { documentInForce, type LegalKind, legalKinds } from '@marketplace/core/legal';
import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type LegalDocumentRow = Selectable<Schema['legal_documents']>;

export interface LegalVersionRow {
  kind: LegalKind;
  version: number;
  validFrom: Date;
  validFromMs: number;
}

/** All versions without their texts, newest first. */
export async function listLegalVersions(db: Database | Tx, kind?: LegalKind): Promise<LegalVersionRow[]> {
  let query = db.selectFrom('legal_documents').select(['kind', 'version', 'valid_from']).orderBy('version', 'desc');
  if (kind) query = query.where('kind', '=', kind);
  const rows = await query.execute();
  return rows.map((row) => ({
    kind: row.kind,
    version: row.version,
    validFrom: row.valid_from,
    validFromMs: row.valid_from.getTime(),
  }));
}

/** The version of a text that is in force: the one that can be accepted now. */
export async function currentLegalVersion(db: Database | Tx, kind: LegalKind, now: Date): Promise<number> {
  const found = documentInForce(await listLegalVersions(db, kind), now.getTime());
  if (!found) throw new Error(`setup has left no text of the kind ${kind}`);
  return found.version;
}

/** The same for every kind, by kind. */
export async function currentLegalVersions(db: Database, now: Date): Promise<Record<LegalKind, number>> {
  const all = await listLegalVersions(db);
  const version = (kind: LegalKind) =>
    documentInForce(
      all.filter((one) => one.kind === kind),
      now.getTime(),
    )?.version ?? 0;
  return Object.fromEntries(legalKinds.map((kind) => [kind, version(kind)])) as Record<LegalKind, number>;
}

export const findLegalDocument = (
  db: Database | Tx,
  kind: LegalKind,
  version: number,
): Promise<LegalDocumentRow | undefined> =>
  db
    .selectFrom('legal_documents')
    .selectAll()
    .where('kind', '=', kind)
    .where('version', '=', version)
    .executeTakeFirst();

/** Throws a violation of `legal_documents_pkey` when another took this number. */
export const insertLegalDocument = async (tx: Tx, row: LegalDocumentRow): Promise<void> =>
  void (await tx.insertInto('legal_documents').values(row).execute());

export interface Acceptance {
  userId: string;
  kind: LegalKind;
  version: number;
  /** What it was accepted for: `deployment:<id>`. */
  context: string;
  now: Date;
}

/** Notes that a person agreed, in the transaction of what they agreed for. */
export const recordAcceptance = async (tx: Tx, accepted: Acceptance): Promise<void> =>
  void (await tx
    .insertInto('acceptances')
    .values({
      user_id: accepted.userId,
      kind: accepted.kind,
      version: accepted.version,
      context: accepted.context,
      accepted_at: accepted.now,
    })
    .execute());

/** The last version of a text that a person agreed to. */
export const lastAcceptance = (db: Database, userId: string, kind: LegalKind) =>
  db
    .selectFrom('acceptances')
    .select(['version', 'accepted_at as acceptedAt'])
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .orderBy('accepted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
