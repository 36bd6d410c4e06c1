import { z } from '@hono/zod-openapi';
import { Role } from './identity.ts';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, csvFormat, IdParam, Instant, json, jsonOrCsv, page, pageQuery, route, sortBy } from './route.ts';

export const UserSummary = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    roles: z.array(Role),
    suspended: z.boolean(),
    available: Money,
    liveDeployments: z.number().int(),
    createdAt: Instant,
  })
  .openapi('UserSummary');
export type UserSummary = z.infer<typeof UserSummary>;

export const userListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  q: z.string().max(100).optional(),
  role: Role.optional(),
  suspended: z.enum(['true', 'false']).optional(),
  sort: sortBy(['created', 'email', 'name', 'available', 'deployments'], '-created'),
});

export const GrantedRole = z.enum(['cloud-provider', 'cloud-operator']).openapi('GrantedRole');

/** A person as the operator sees them. Keys and content of their machines are not part of it. */
export const UserDetail = UserSummary.extend({
  emailVerified: z.boolean(),
  timeZone: z.string(),
  held: Money,
  hourlySpend: Money,
  suspension: z.object({ since: Instant, reason: z.string() }).nullable(),
  grants: z.array(
    z.object({
      role: GrantedRole,
      grantedAt: Instant,
      grantedBy: z.string(),
      reason: z.string(),
      revokedAt: Instant.nullable(),
    }),
  ),
}).openapi('UserDetail');
export type UserDetail = z.infer<typeof UserDetail>;

const reason = z.string().trim().min(3, 'say why, in at least 3 characters').max(500);

/** One act at a time, each with its reason. */
export const UserChange = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('suspend'), reason }),
    z.strictObject({ act: z.literal('unsuspend'), reason }),
    z.strictObject({ act: z.literal('grant_role'), role: GrantedRole, reason }),
    z.strictObject({ act: z.literal('revoke_role'), role: GrantedRole, reason }),
  ])
  .openapi('UserChange');
export type UserChange = z.infer<typeof UserChange>;

export const userRoutes = {
  listUsers: route('listUsers', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'All users',
    request: { query: userListQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all of the filter.', page(UserSummary).openapi('UserPage')),
      ...problems(400, 401, 403),
    },
  }),
  getUser: route('getUser', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'One user',
    request: { params: IdParam },
    responses: { 200: json('The user.', UserDetail), ...problems(401, 403, 404) },
  }),
  updateUser: route('updateUser', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Suspend a user, or change their roles',
    description:
      'A suspended person can sign in, read, top up and delete, and starts nothing new; what runs goes on. Repeating an act changes nothing.',
    request: { params: IdParam, body: body(UserChange) },
    responses: { 200: json('The user as they are now.', UserDetail), ...problems(400, 401, 403, 404, 409) },
  }),
};
