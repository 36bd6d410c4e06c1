import { timingSafeEqual } from 'node:crypto';
import { accessClaims } from './access-claims.ts';
import { Auth0Error } from './auth0-error.ts';
import { lifetimes } from './constants.ts';
import { signJwt } from './jwt.ts';
import type { TokenAnswer, TokenParts } from './password-grant.ts';

/** The machine client that may use the Management API. */
export interface ManagementClient {
  clientId: string;
  clientSecret: string;
}

export const managementScope =
  'read:users update:users delete:users read:roles create:roles create:role_members delete:role_members create:user_tickets';

/** Gives the management client a token for `<issuer>api/v2/`. Throws Auth0Error. */
export function clientCredentialsGrant(
  { issuer, clock, key }: TokenParts,
  management: ManagementClient | undefined,
  form: URLSearchParams,
): TokenAnswer {
  const known = management !== undefined && form.get('client_id') === management.clientId;
  if (!known || !same(form.get('client_secret') ?? '', management.clientSecret)) {
    throw new Auth0Error(401, 'access_denied', 'Unauthorized');
  }
  const audience = form.get('audience') ?? '';
  if (audience !== `${issuer}api/v2/`) throw new Auth0Error(403, 'access_denied', `Service not found: ${audience}`);
  const claims = accessClaims({
    issuer,
    audience,
    sub: `${management.clientId}@clients`,
    scope: managementScope,
    nowMs: clock.now(),
    lifetimeSeconds: lifetimes.accessToken,
  });
  const token = signJwt({ ...claims, gty: 'client-credentials', azp: management.clientId }, key);
  return { access_token: token, scope: managementScope, expires_in: lifetimes.accessToken, token_type: 'Bearer' };
}

function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
