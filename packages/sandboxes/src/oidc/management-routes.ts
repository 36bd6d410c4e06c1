import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { readJson } from '../control/read-json.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import { CONNECTION } from './constants.ts';
import { type Claims, readJwt } from './jwt.ts';
import type { AccountMails } from './mails.ts';
import type { TokenParts } from './password-grant.ts';
import { nicknameOf, pictureOf } from './profile.ts';
import type { Roles } from './roles.ts';
import { bearerOf } from './session-routes.ts';

const metadata = z.record(z.string(), z.unknown());
const userChange = z.strictObject({
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().min(1).max(300).optional(),
  picture: z.url().optional(),
  user_metadata: metadata.optional(),
  app_metadata: metadata.optional(),
});
const roleIds = z.strictObject({ roles: z.array(z.string()).min(1) });
const newRole = z.strictObject({ name: z.string().min(1), description: z.string().default('') });

/** The calls of Auth0's Management API v2 that a marketplace uses, below `/api/v2`; 401 without a management token. */
export function managementRoutes(parts: TokenParts, roles: Roles, mails: AccountMails): Hono {
  const { accounts, issuer } = parts;
  const app = new Hono();
  const user = (sub: string) => {
    const account = accounts.find(sub);
    if (account === undefined) throw answer(404, 'inexistent_user', 'The user does not exist.');
    return account;
  };

  app.use('*', async (c, next) => {
    const claims = readJwt(bearerOf(c.req.header('authorization')), parts.key, parts.clock.now());
    if (claims === undefined || !isForManagement(claims, issuer)) throw answer(401, 'invalid_token', 'Invalid token');
    await next();
  });

  app.get('/users-by-email', (c) => {
    const account = accounts.findByEmail(c.req.query('email') ?? '');
    return c.json(account === undefined ? [] : [publicUser(account, issuer)]);
  });
  app.get('/users/:sub', (c) => c.json(publicUser(user(c.req.param('sub')), issuer)));
  app.patch('/users/:sub', async (c) => {
    const { sub } = user(c.req.param('sub'));
    return c.json(publicUser(changeUser(accounts, sub, await readJson(c, userChange)), issuer));
  });
  app.delete('/users/:sub', (c) => {
    accounts.remove(c.req.param('sub'));
    return c.body(null, 204);
  });
  app.get('/users/:sub/roles', (c) => c.json(roles.ofAccount(user(c.req.param('sub')).sub)));
  app.post('/users/:sub/roles', async (c) => {
    const { sub } = user(c.req.param('sub'));
    if (!roles.assign(sub, (await readJson(c, roleIds)).roles))
      throw answer(404, 'inexistent_role', 'The role does not exist.');
    return c.body(null, 204);
  });
  app.delete('/users/:sub/roles', async (c) => {
    roles.unassign(user(c.req.param('sub')).sub, (await readJson(c, roleIds)).roles);
    return c.body(null, 204);
  });
  app.get('/roles', (c) => c.json(roles.list(c.req.query('name_filter'))));
  app.post('/roles', async (c) => {
    const { name, description } = await readJson(c, newRole);
    const role = roles.create(name, description);
    if (role === undefined) throw answer(409, 'role_conflict', 'A role with this name exists already.');
    return c.json(role);
  });
  app.post('/jobs/verification-email', async (c) => {
    const { user_id } = await readJson(c, z.object({ user_id: z.string() }));
    await mails.sendVerification(user(user_id), undefined);
    return c.json({ type: 'verification_email', status: 'completed' }, 201);
  });
  return app;
}

function changeUser(accounts: Accounts, sub: string, change: z.infer<typeof userChange>): Account {
  const account = accounts.find(sub);
  const taken = change.email !== undefined && (accounts.findByEmail(change.email)?.sub ?? sub) !== sub;
  if (taken) throw answer(400, 'auth0_idp_error', 'The specified new email already exists');
  // Auth0 merges metadata one level deep and takes a key away by null; a new address is unverified unless said otherwise.
  const changed = accounts.change(sub, {
    ...(change.email !== undefined && { email: change.email, emailVerified: change.email_verified ?? false }),
    ...(change.email_verified !== undefined && { emailVerified: change.email_verified }),
    ...(change.name !== undefined && { name: change.name }),
    ...(change.picture !== undefined && { picture: change.picture }),
    userMetadata: merged(account?.userMetadata, change.user_metadata),
    appMetadata: merged(account?.appMetadata, change.app_metadata),
  });
  if (changed === undefined) throw answer(404, 'inexistent_user', 'The user does not exist.');
  return changed;
}

function merged(old: Claims = {}, change: Claims = {}): Claims {
  return Object.fromEntries(Object.entries({ ...old, ...change }).filter(([, value]) => value !== null));
}

function isForManagement(claims: Claims, issuer: string): boolean {
  return claims.aud === `${issuer}api/v2/` && claims.iss === issuer;
}

function publicUser(account: Account, issuer: string) {
  return {
    user_id: account.sub,
    email: account.email,
    email_verified: account.emailVerified,
    name: account.name,
    nickname: nicknameOf(account),
    picture: pictureOf(account, issuer),
    user_metadata: account.userMetadata,
    app_metadata: account.appMetadata,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
    identities: [
      { connection: CONNECTION, provider: 'auth0', user_id: account.sub.slice('auth0|'.length), isSocial: false },
    ],
  };
}

function answer(status: 400 | 401 | 404 | 409, errorCode: string, message: string): HTTPException {
  const body = JSON.stringify({ statusCode: status, error: errorCode, errorCode, message });
  return new HTTPException(status, {
    res: new Response(body, { status, headers: { 'content-type': 'application/json' } }),
  });
}
