import type { Role } from '@marketplace/core/identity';
import type { Context } from 'hono';
import type { Claims } from '../auth0/access-tokens.ts';
import type { User } from '../postgres/identity.ts';

/** The signed-in person of a request. */
export interface Actor {
  claims: Claims;
  user: User;
}

export interface Variables {
  requestId: string;
  /** Read once per request: everything it does happens at this time. */
  now: Date;
  actor: Actor | undefined;
}

export interface HttpEnv {
  Variables: Variables;
}

export type HttpContext = Context<HttpEnv>;

/** The signed-in person; only routes that require one may ask. */
export function actorOf(c: HttpContext): Actor {
  const actor = c.get('actor');
  if (!actor) throw new Error('this route was mounted without a required sign-in');
  return actor;
}

export const hasRole = (actor: Actor, role: Role): boolean => actor.user.roles.includes(role);
