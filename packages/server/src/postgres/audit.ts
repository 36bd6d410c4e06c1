import { createHash } from 'node:crypto';
import { auditText } from '@marketplace/core/audit';
import { sql } from 'kysely';
import type { Tx } from './store.ts';

export interface AuditEntry {
  id: string;
  at: Date;
  /** `user:<uuid>`, `job`, `configuration`. */
  actor: string;
  /** What was done, as `noun.verb`: `settings.changed`. */
  action: string;
  /** What it was done to, as `kind:<id>`. */
  object: string;
  before?: object;
  after?: object;
  reason?: string;
  requestId?: string;
  ip?: string;
}

const CHAIN_LOCK = 7_346_002;

/**
 * Adds a line to the audit log, in the transaction of what it tells. Lines are chained by hash, so writers wait for each
 * other from here to their commit: write the line last.
 */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(tx);
  const last = await tx.selectFrom('audit_log').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const previous = last?.hash ?? null;
  const row = {
    id: entry.id,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    object: entry.object,
    before: entry.before ? JSON.stringify(entry.before) : null,
    after: entry.after ? JSON.stringify(entry.after) : null,
    reason: entry.reason ?? null,
    request_id: entry.requestId ?? null,
    ip: entry.ip ?? null,
  };
  const hash = auditHash({ ...row, before: parsed(row.before), after: parsed(row.after) }, previous);
  await tx
    .insertInto('audit_log')
    .values({ ...row, previous_hash: previous, hash })
    .execute();
}

/** A stored line, with `before` and `after` as values. */
export interface StoredAuditLine {
  id: string;
  at: Date;
  actor: string;
  action: string;
  object: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  request_id: string | null;
  ip: string | null;
}

export function auditHash(line: StoredAuditLine, previous: Buffer | null): Buffer {
  const text = auditText(
    { ...line, at: line.at.toISOString(), requestId: line.request_id },
    previous?.toString('hex') ?? '',
  );
  return createHash('sha256').update(text).digest();
}

/** As the database gives it back: what JSON cannot carry is gone on both sides. */
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
