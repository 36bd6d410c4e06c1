/** A line of the audit log as it is hashed. Times are ISO 8601 in UTC. */
export interface AuditLine {
  id: string;
  at: string;
  actor: string;
  action: string;
  object: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
  ip: string | null;
}

/**
 * The text that a line's hash covers, together with the hash of the line before it (hex; empty for the first). Equal
 * lines give equal text whatever the order of fields in `before` and `after`.
 */
export function auditText(line: AuditLine, previousHash: string): string {
  const { id, at, actor, action, object, before, after, reason, requestId, ip } = line;
  return canonicalJson([previousHash, id, at, actor, action, object, before, after, reason, requestId, ip]);
}

/** JSON with the fields of each object in one order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
