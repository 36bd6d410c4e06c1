import { z } from '@hono/zod-openapi';
import { legalKinds } from './legal-kinds.ts';
import { problems } from './problem.ts';
import { body, Instant, json, route } from './route.ts';

export const LegalKind = z.enum(legalKinds).openapi('LegalKind');
export type LegalKind = z.infer<typeof LegalKind>;

export const LegalDocument = z
  .object({
    kind: LegalKind,
    version: z.number().int(),
    current: z.boolean(),
    title: z.string(),
    text: z.string().openapi({ description: 'Paragraphs are parted by an empty line.' }),
    validFrom: Instant,
    versions: z.array(z.object({ version: z.number().int(), validFrom: Instant })).openapi({
      description: 'All that were published, newest first.',
    }),
    operator: z
      .object({ name: z.string(), address: z.string(), country: z.string(), taxId: z.string() })
      .openapi({ description: 'Whose text it is.' }),
    accepted: z
      .object({ version: z.number().int(), at: Instant })
      .nullable()
      .openapi({ description: 'The last version that the caller accepted.' }),
  })
  .openapi('LegalDocument');
export type LegalDocument = z.infer<typeof LegalDocument>;

export const NewLegalDocument = z
  .strictObject({
    basedOn: z.number().int().min(1).openapi({ description: 'The last version that was published.' }),
    title: z.string().trim().min(1, 'must not be empty').max(200),
    text: z.string().trim().min(1, 'must not be empty').max(50_000),
    validFrom: Instant.optional().openapi({ description: 'At once when left out.' }),
  })
  .openapi('NewLegalDocument');

const KindParam = z.object({ kind: LegalKind.openapi({ param: { name: 'kind', in: 'path' } }) });

export const legalRoutes = {
  getLegalDocument: route('getLegalDocument', {
    tag: 'System',
    access: 'public',
    summary: 'A legal text, the one in force or an earlier one',
    request: {
      params: KindParam,
      query: z.strictObject({
        version: z.coerce
          .number()
          .int()
          .min(1)
          .max(2 ** 31 - 1)
          .optional(),
      }),
    },
    responses: { 200: json('The text.', LegalDocument), ...problems(400, 404) },
  }),
  publishLegalDocument: route('publishLegalDocument', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Publish a new version of a legal text',
    request: { params: KindParam, body: body(NewLegalDocument) },
    responses: { 201: json('The new version.', LegalDocument), ...problems(400, 401, 403, 404, 409) },
  }),
};
