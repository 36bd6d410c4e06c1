import type { HttpParts } from '../parts.ts';
import { listAudit } from './list-audit.ts';
import { verifyAudit } from './verify-audit.ts';

export const auditHandlers = (parts: HttpParts) => ({
  listAudit: listAudit(parts),
  verifyAudit: verifyAudit(parts),
});
