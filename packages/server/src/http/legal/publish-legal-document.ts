import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { insertLegalDocument, listLegalVersions } from '../../postgres/legal.ts';
import { type Store, violates } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem } from '../problems.ts';
import { settingsChanged } from '../settings/update-settings.ts';
import { legalDocumentJson } from './get-legal-document.ts';

export const publishLegalDocument =
  (parts: { store: Store; newId: NewId }): Handler<'publishLegalDocument'> =>
  async (c) => {
    const { kind } = c.req.valid('param');
    const { basedOn, title, text, validFrom } = c.req.valid('json');
    const now = c.get('now');
    const begins = validFrom ? new Date(validFrom) : now;
    if (begins < now) throw fieldProblem('validFrom', 'must not be past');
    const stale = () => settingsChanged('This text', { section: `legal:${kind}`, changedBy: null, changedAt: null });
    const version = basedOn + 1;
    await parts.store
      .transaction(async (tx) => {
        const [last] = await listLegalVersions(tx, kind);
        if (last?.version !== basedOn) throw stale();
        if (begins < last.validFrom) throw fieldProblem('validFrom', 'must not be before the version that it follows');
        await insertLegalDocument(tx, {
          kind,
          version,
          title,
          text,
          valid_from: begins,
          published_at: now,
          published_by: `user:${actorOf(c).user.id}`,
        });
        await writeAudit(tx, {
          ...auditFacts(c, parts.newId),
          action: 'legal.published',
          object: `legal:${kind}:${version}`,
          after: { title, text, validFrom: begins.toISOString() },
        });
      })
      .catch((error: unknown) => {
        throw violates(error, 'legal_documents_pkey') ? stale() : error;
      });
    const asked = { kind, version, now, userId: actorOf(c).user.id };
    return c.json(await legalDocumentJson(parts.store.db, asked), 201);
  };
