export interface AuditSearch {
  object?: string;
  line?: string;
}

/** What of the address is a filter of this page. */
export const readAuditSearch = (search: Record<string, unknown>): AuditSearch => ({
  ...(typeof search.object === 'string' && search.object !== '' ? { object: search.object } : {}),
  ...(typeof search.line === 'string' ? { line: search.line } : {}),
});
