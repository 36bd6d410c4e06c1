import type { Claims } from './jwt.ts';

interface AccessRequest {
  issuer: string;
  audience: string;
  sub: string;
  scope: string;
  nowMs: number;
  lifetimeSeconds: number;
}

/**
 * What an access token says, and nothing more: no roles, no e-mail. With `openid` the userinfo address is a second
 * audience, as Auth0 issues it.
 */
export function accessClaims({ issuer, audience, sub, scope, nowMs, lifetimeSeconds }: AccessRequest): Claims {
  const iat = Math.floor(nowMs / 1000);
  const aud = scope.split(' ').includes('openid') ? [audience, `${issuer}userinfo`] : audience;
  return { iss: issuer, sub, aud, iat, exp: iat + lifetimeSeconds, scope };
}
