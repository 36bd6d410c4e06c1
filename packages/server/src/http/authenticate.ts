import type { Role } from '@marketplace/core/identity';
import type { MiddlewareHandler } from 'hono';
import { InvalidTokenError, IssuerUnreachableError, type VerifyAccessToken } from '../auth0/access-tokens.ts';
import type { FetchProfile } from '../auth0/user-profile.ts';
import type { NewId } from '../ids.ts';
import { findUserBySubject, signIn } from '../postgres/identity.ts';
import type { Store } from '../postgres/store.ts';
import type { HttpEnv } from './context.ts';
import { HttpProblem } from './problems.ts';

export interface AuthenticationParts {
  store: Store;
  verify: VerifyAccessToken;
  fetchProfile: FetchProfile;
  operatorEmails: readonly string[];
  newId: NewId;
}

/**
 * Reads the bearer token wherever one is sent: a bad token is 401 on public routes too, never an anonymous caller.
 * The first request of a subject makes the person. Roles come from our database on every request.
 */
export function authenticate(parts: AuthenticationParts): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (header !== undefined) {
      const token = /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1];
      if (token === undefined) throw unauthenticated('The authorization header must be "Bearer" and an access token.');
      c.set('actor', await actorOfToken(parts, token, c.get('now')));
    }
    await next();
  };
}

async function actorOfToken(parts: AuthenticationParts, token: string, now: Date) {
  try {
    const claims = await parts.verify(token);
    const known = await findUserBySubject(parts.store.db, claims.subject);
    if (known) return { claims, user: known };
    const profile = await parts.fetchProfile(token);
    if (profile.subject !== claims.subject) throw new InvalidTokenError('the issuer names another subject');
    const { store, operatorEmails, newId } = parts;
    return { claims, user: await signIn(store, { profile, operatorEmails, now, newId }) };
  } catch (cause) {
    if (cause instanceof InvalidTokenError)
      throw unauthenticated('The access token is not valid here. Sign in again.', cause);
    if (cause instanceof IssuerUnreachableError) {
      throw new HttpProblem('temporarily_unavailable', 'The sign-in service does not answer. Try again in a moment.', {
        cause,
      });
    }
    throw cause;
  }
}

const unauthenticated = (detail: string, cause?: unknown) => new HttpProblem('unauthenticated', detail, { cause });

/** What a suspended person may still do: get out, pay what is owed, read and write about it. */
const openWhileSuspended: ReadonlySet<string> = new Set([
  'deleteDeployment',
  'createTopUp',
  'readNotifications',
  'updateNotificationPreferences',
  'updateProfile',
]);

type Access = 'public' | 'signed-in' | 'cloud-operator' | 'cloud-provider' | 'provider-or-operator';

const rolesFor: Record<Exclude<Access, 'public' | 'signed-in'>, readonly Role[]> = {
  'cloud-operator': ['cloud-operator'],
  'cloud-provider': ['cloud-provider'],
  'provider-or-operator': ['cloud-provider', 'cloud-operator'],
};

/** Refuses callers without a sign-in (401), without the role or suspended (403), before the input is looked at. */
export function requireAccess({ operationId, method, 'x-access': access }: GuardedRoute): MiddlewareHandler<HttpEnv> {
  const changes = method !== 'get' && !openWhileSuspended.has(operationId);
  return async (c, next) => {
    const actor = c.get('actor');
    if (access !== 'public') {
      if (!actor) throw unauthenticated('This needs a sign-in: send an access token.');
      const roles = access === 'signed-in' ? undefined : rolesFor[access];
      if (roles && !roles.some((role) => actor.user.roles.includes(role))) {
        throw new HttpProblem('forbidden', `This needs the role ${roles.join(' or ')}.`);
      }
    }
    if (changes && actor?.user.suspended_at)
      throw new HttpProblem(
        'account_suspended',
        `Your account is suspended: ${actor.user.suspended_reason?.replace(/\.$/, '')}.`,
      );
    await next();
  };
}

interface GuardedRoute {
  operationId: string;
  method: string;
  'x-access': Access;
}
