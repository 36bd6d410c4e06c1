import type { NewId } from '../ids.ts';
import { type AllianceRow, lockAlliance } from '../postgres/alliances.ts';
import { type AuditEntry, writeAudit } from '../postgres/audit.ts';
import type { Tx } from '../postgres/store.ts';

type AuditLine = Pick<AuditEntry, 'action' | 'before' | 'after' | 'reason'> & { object?: string };

/** Something that is being done to an alliance, in one transaction that holds its lock. */
export interface AllianceAct {
  tx: Tx;
  now: Date;
  newId: NewId;
  /** As it was when the act began. */
  alliance: AllianceRow;
  /** Notes a line for the audit log; all are written at the end, since writers of the log wait for each other. */
  record(line: AuditLine): void;
}

export interface ActFacts {
  allianceId: string;
  now: Date;
  newId: NewId;
  by: Pick<AuditEntry, 'actor' | 'requestId' | 'ip'>;
}

/** Background work, in the audit log. */
export const BY_JOB = { actor: 'job' };

/** Does `work` under the alliance's lock; undefined when there is no such alliance. */
export async function actOn<T>(
  tx: Tx,
  { allianceId, now, newId, by }: ActFacts,
  work: (act: AllianceAct) => Promise<T>,
): Promise<T | undefined> {
  const alliance = await lockAlliance(tx, allianceId);
  if (!alliance) return undefined;
  const lines: AuditLine[] = [];
  const done = await work({ tx, now, newId, alliance, record: (line) => void lines.push(line) });
  for (const line of lines)
    await writeAudit(tx, { id: newId(now), at: now, object: `alliance:${allianceId}`, ...by, ...line });
  return done;
}
