import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { csvFormat, Instant, json, jsonOrCsv, page, pageQuery, route, sortBy } from './route.ts';

export const AuditLine = z
  .object({
    id: z.uuid(),
    seq: z.string(),
    at: Instant,
    actor: z.string().openapi({ description: '`user:<id>`, `job` or `configuration`.' }),
    actorEmail: z.string().nullable(),
    action: z.string(),
    object: z.string(),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
    reason: z.string().nullable(),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
    hash: z
      .string()
      .nullable()
      .openapi({ description: 'SHA-256 over this line and the hash of the line before it, hex.' }),
  })
  .openapi('AuditLine');
export type AuditLine = z.infer<typeof AuditLine>;

export const auditListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  object: z.string().max(200).optional().openapi({ description: 'Exactly, or the kind before the colon.' }),
  actor: z.string().max(100).optional(),
  action: z.string().max(100).optional().openapi({ description: 'Exactly, or the noun before the point.' }),
  from: Instant.optional(),
  to: Instant.optional(),
  sort: sortBy(['at', 'action', 'object', 'actor'], '-at'),
});

export const AuditVerdict = z
  .object({
    ok: z.boolean(),
    lines: z.number().int(),
    lastHash: z.string().nullable(),
    firstBad: z.object({ seq: z.string(), id: z.string(), reason: z.string() }).nullable(),
  })
  .openapi('AuditVerdict');
export type AuditVerdict = z.infer<typeof AuditVerdict>;

export const auditRoutes = {
  listAudit: route('listAudit', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Who did what, newest first',
    request: { query: auditListQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all lines.', page(AuditLine)),
      ...problems(400, 401, 403),
    },
  }),
  verifyAudit: route('verifyAudit', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Is the audit log as it was written',
    responses: { 200: json('The verdict on the whole chain.', AuditVerdict), ...problems(401, 403) },
  }),
};
