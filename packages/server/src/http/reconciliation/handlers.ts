import type { HttpParts } from '../parts.ts';
import { getReconciliation } from './get-reconciliation.ts';
import { listReconciliationFindings } from './list-reconciliation-findings.ts';
import { runReconciliation } from './run-reconciliation.ts';

export const reconciliationHandlers = (parts: HttpParts) => ({
  getReconciliation: getReconciliation(parts),
  listReconciliationFindings: listReconciliationFindings(parts),
  runReconciliation: runReconciliation(parts),
});
