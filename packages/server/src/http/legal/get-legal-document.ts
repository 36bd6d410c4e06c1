import type { LegalDocument } from '@marketplace/contract';
import { documentInForce, type LegalKind } from '@marketplace/core/legal';
import { findLegalDocument, lastAcceptance, listLegalVersions } from '../../postgres/legal.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Database, Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

export const getLegalDocument =
  (parts: { store: Store }): Handler<'getLegalDocument'> =>
  async (c) => {
    const { kind } = c.req.valid('param');
    const asked = { kind, version: c.req.valid('query').version, now: c.get('now'), userId: c.get('actor')?.user.id };
    return c.json(await legalDocumentJson(parts.store.db, asked), 200);
  };

interface Asked {
  kind: LegalKind;
  /** The one in force where none is named. */
  version: number | undefined;
  now: Date;
  userId: string | undefined;
}

export async function legalDocumentJson(db: Database, { kind, version, now, userId }: Asked): Promise<LegalDocument> {
  const versions = await listLegalVersions(db, kind);
  const inForce = documentInForce(versions, now.getTime())?.version;
  const [found, { billing }, accepted] = await Promise.all([
    findLegalDocument(db, kind, version ?? inForce ?? 0),
    readSettings(db),
    userId === undefined ? undefined : lastAcceptance(db, userId, kind),
  ]);
  if (!found) throw new HttpProblem('not_found', 'There is no such version of this text.');
  return {
    kind,
    version: found.version,
    current: found.version === inForce,
    title: found.title,
    text: found.text,
    validFrom: found.valid_from.toISOString(),
    versions: versions.map((one) => ({ version: one.version, validFrom: one.validFrom.toISOString() })),
    operator: billing.seller,
    accepted: accepted ? { version: accepted.version, at: accepted.acceptedAt.toISOString() } : null,
  };
}
