import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { body, Instant, json, route } from './route.ts';

export const Role = z.enum(['cloud-user', 'cloud-provider', 'cloud-operator']).openapi('Role');
export type Role = z.infer<typeof Role>;

export const Session = z
  .object({
    subject: z.string(),
    scope: z.string(),
    expiresAt: Instant,
    userId: z.uuid(),
    email: z.string(),
    roles: z.array(Role),
  })
  .openapi('Session');
export type Session = z.infer<typeof Session>;

export const Profile = z
  .object({
    id: z.uuid(),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
    pictureUrl: z.string().nullable(),
    timeZone: z.string(),
    emailNotifications: z.boolean(),
    roles: z.array(Role),
    createdAt: Instant,
  })
  .openapi('Profile');
export type Profile = z.infer<typeof Profile>;

/** Only what is given changes. */
export const ProfilePatch = z
  .strictObject({
    name: z.string().trim().min(1, 'must not be empty').max(100).optional(),
    pictureUrl: z
      .url({ protocol: /^https$/, error: 'must be an https address' })
      .max(500)
      .nullable()
      .optional(),
    timeZone: z.string().max(64).optional(),
    emailNotifications: z.boolean().optional(),
  })
  .openapi('ProfilePatch');

const returnTo = z.object({ returnTo: z.string().max(2000).optional() });

export const identityRoutes = {
  getSession: route('getSession', {
    tag: 'Authentication',
    access: 'signed-in',
    summary: 'Claims and roles of the caller',
    responses: { 200: json('The session.', Session), ...problems(401) },
  }),
  login: route('login', {
    tag: 'Authentication',
    access: 'public',
    summary: 'Into the sign-in flow of the console',
    request: { query: returnTo },
    responses: { 302: { description: 'To the console, which starts the flow with PKCE.' }, ...problems(400) },
  }),
  logout: route('logout', {
    tag: 'Authentication',
    access: 'public',
    summary: 'Out of the console',
    request: { query: returnTo },
    responses: { 302: { description: 'To the console, which signs out.' }, ...problems(400) },
  }),
  getProfile: route('getProfile', {
    tag: 'Authentication',
    access: 'signed-in',
    summary: 'Own profile',
    responses: { 200: json('The profile.', Profile), ...problems(401) },
  }),
  updateProfile: route('updateProfile', {
    tag: 'Authentication',
    access: 'signed-in',
    summary: 'Change the own profile',
    request: { body: body(ProfilePatch) },
    responses: { 200: json('The changed profile.', Profile), ...problems(400, 401) },
  }),
};
