import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { resources } from './nodes.ts';
import { problems } from './problem.ts';
import {
  body,
  csvFormat,
  IdempotencyHeader,
  IdParam,
  Instant,
  json,
  jsonOrCsv,
  page,
  pageQuery,
  route,
} from './route.ts';

export const allianceKinds = ['storage', 'gpu', 'bandwidth', 'mixed'] as const;
export const AllianceKind = z.enum(allianceKinds).openapi('AllianceKind');
export type AllianceKind = z.infer<typeof AllianceKind>;

export const AllianceState = z.enum(['proposed', 'active', 'winding_down', 'dissolved']).openapi('AllianceState', {
  description: '`proposed` and `dissolved` alliances are seen by their members only.',
});
export type AllianceState = z.infer<typeof AllianceState>;

export const Governance = z.enum(['unanimity', 'weighted_majority']).openapi('Governance', {
  description: 'Everybody agrees, or more than half of the weight of all who may vote.',
});
export type Governance = z.infer<typeof Governance>;

export const slaPercent = z
  .number()
  .min(50, 'must be at least 50')
  .max(100, 'must be at most 100')
  .refine((percent) => Number((percent * 10_000).toFixed(6)) % 1 === 0, 'must have at most 4 decimals')
  .openapi({ description: 'Promised uptime of a month, such as 99.95.' });
export const allianceName = z
  .string()
  .trim()
  .min(3, 'must have at least 3 characters')
  .max(60, 'must have at most 60 characters');
export const purpose = z.string().trim().min(1, 'must not be empty').max(1000, 'must have at most 1000 characters');
export const noticeDays = z
  .number()
  .int()
  .min(1)
  .max(180)
  .openapi({ description: 'Notice of whoever leaves, of withdrawn nodes and of the end of the alliance.' });
export const votingWeight = z.number().int().min(1).max(100);
export const memberName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(60, 'must have at most 60 characters')
  .openapi({ description: 'How everybody may know the member: it stands on the public page.' });

/** What everybody may see of an alliance. */
export const Alliance = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    kind: AllianceKind,
    purpose: z.string(),
    slaPercent: z.number(),
    state: AllianceState,
    memberCount: z.number().int(),
    nodes: z
      .object({ given: z.number().int(), online: z.number().int(), offerable: z.number().int() })
      .openapi({ description: 'Nodes offered under its name now.' }),
    uptimePercent: z
      .number()
      .nullable()
      .openapi({ description: 'Measured on these nodes over the last 90 days; null while unknown.' }),
    monthlyFrom: Money.nullable().openapi({
      description: 'Price of the smallest virtual machine on the cheapest of its nodes that takes one, 720 h.',
    }),
    createdAt: Instant,
    activatedAt: Instant.nullable(),
    endsAt: Instant.nullable().openapi({ description: 'When it ends, or ended.' }),
  })
  .openapi('Alliance');
export type Alliance = z.infer<typeof Alliance>;

export const MemberState = z
  .enum(['requested', 'member', 'leaving', 'left', 'declined', 'withdrawn', 'expelled'])
  .openapi('AllianceMemberState');
export type MemberState = z.infer<typeof MemberState>;

/** The caller's own place in an alliance. */
export const OwnMembership = z
  .object({
    memberId: z.uuid(),
    name: z.string(),
    state: MemberState,
    weight: z.number().int(),
    founder: z.boolean(),
    mayVote: z.boolean(),
    joinedAt: Instant.nullable(),
    noticeAt: Instant.nullable(),
    endsAt: Instant.nullable(),
  })
  .openapi('OwnMembership');
export type OwnMembership = z.infer<typeof OwnMembership>;

export const AllianceDetail = Alliance.extend({
  governance: Governance,
  quorum: z.number().int(),
  noticeDays: z.number().int(),
  windingDownAt: Instant.nullable(),
  members: z.array(z.object({ name: z.string(), nodes: z.number().int(), since: Instant })),
  capacity: z
    .object({ total: resources, free: resources, gpus: z.number().int(), ipv4Free: z.number().int() })
    .openapi({ description: 'Sum over the nodes offered under its name now. Memory in MiB, disks in GiB.' }),
  viewer: z
    .object({
      membership: OwnMembership.nullable(),
      inside: z.boolean().openapi({ description: 'The caller sees members, nodes and votes.' }),
      invited: z.boolean().openapi({ description: 'An invitation of the caller’s waits.' }),
      mayJoin: z.boolean().openapi({ description: 'The caller may ask to join.' }),
      canActivate: z.boolean(),
    })
    .nullable()
    .openapi({ description: 'Null for whoever is not signed in.' }),
}).openapi('AllianceDetail');
export type AllianceDetail = z.infer<typeof AllianceDetail>;

export const NewAlliance = z
  .strictObject({
    name: allianceName,
    kind: AllianceKind,
    purpose,
    slaPercent,
    governance: Governance,
    quorum: z.number().int().min(2).max(50).default(2),
    noticeDays: noticeDays.default(30),
    memberName,
    weight: votingWeight.default(1),
  })
  .openapi('NewAlliance');
export type NewAlliance = z.input<typeof NewAlliance>;

export const AllianceChange = z
  .strictObject({
    name: allianceName.optional(),
    kind: AllianceKind.optional(),
    purpose: purpose.optional(),
    slaPercent: slaPercent.optional(),
    governance: Governance.optional(),
    quorum: z.number().int().min(2).max(50).optional(),
    noticeDays: noticeDays.optional(),
  })
  .openapi('AllianceChange');

export const OwnAlliance = z.object({ alliance: Alliance, membership: OwnMembership }).openapi('OwnAlliance');
export type OwnAlliance = z.infer<typeof OwnAlliance>;

export const allianceListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  kind: AllianceKind.optional(),
  q: z.string().max(100).optional().openapi({ description: 'Part of the name.' }),
});

/** An id, or the slug of the public page. */
const AllianceParam = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .openapi({ param: { name: 'id', in: 'path' } }),
});

const tag = 'Alliances';

export const allianceRoutes = {
  listAlliances: route('listAlliances', {
    tag,
    access: 'public',
    summary: 'Alliances that work, newest first',
    request: { query: allianceListQuery },
    responses: { 200: jsonOrCsv('One page, or with `format=csv` all.', page(Alliance)), ...problems(400) },
  }),
  createAlliance: route('createAlliance', {
    tag,
    access: 'provider-or-operator',
    summary: 'Propose an alliance',
    description:
      'The founder is its first member. It is seen by members and invited people only until it is activated.',
    request: { headers: IdempotencyHeader, body: body(NewAlliance) },
    responses: { 201: json('The proposed alliance.', AllianceDetail), ...problems(400, 401, 403, 409) },
  }),
  getAlliance: route('getAlliance', {
    tag,
    access: 'public',
    summary: 'One alliance, by id or slug',
    request: { params: AllianceParam },
    responses: { 200: json('The alliance.', AllianceDetail), ...problems(404) },
  }),
  updateAlliance: route('updateAlliance', {
    tag,
    access: 'provider-or-operator',
    summary: 'Change a proposed alliance',
    description: 'By its founder; everybody who joined is told. Once it is active, members vote on settings.',
    request: { params: IdParam, body: body(AllianceChange) },
    responses: { 200: json('The alliance.', AllianceDetail), ...problems(400, 401, 403, 404, 409) },
  }),
  activateAlliance: route('activateAlliance', {
    tag,
    access: 'provider-or-operator',
    summary: 'Activate a proposed alliance',
    description: 'By any member, once it has as many as its quorum. Repeating it changes nothing.',
    request: { params: IdParam },
    responses: { 200: json('The alliance.', AllianceDetail), ...problems(401, 403, 404, 409) },
  }),
  listOwnAlliances: route('listOwnAlliances', {
    tag,
    access: 'signed-in',
    summary: 'Alliances to which the caller belongs, belonged or asked to belong, newest first',
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: json('One page.', page(OwnAlliance)), ...problems(400, 401) },
  }),
};
