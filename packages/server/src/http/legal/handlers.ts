import type { HttpParts } from '../parts.ts';
import { getLegalDocument } from './get-legal-document.ts';
import { publishLegalDocument } from './publish-legal-document.ts';

export const legalHandlers = (parts: HttpParts) => ({
  getLegalDocument: getLegalDocument(parts),
  publishLegalDocument: publishLegalDocument(parts),
});
