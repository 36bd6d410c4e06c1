import type { Tx } from './store.ts';

export interface AuditEntry {
  id: string;
  at: Date;
  actor: string;
  action: string;
  object: string;
  before?: object;
  after?: object;
  reason?: string;
  requestId?: string;
}

/** Adds a line to the audit log, in the transaction of what it tells. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      id: entry.id,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      object: entry.object,
      before: entry.before ? JSON.stringify(entry.before) : null,
      after: entry.after ? JSON.stringify(entry.after) : null,
      reason: entry.reason ?? null,
      request_id: entry.requestId ?? null,
    })
    .execute();
}
