import { randomUUID } from 'node:crypto';
import type Provider from 'oidc-provider';
import type { SandboxClock } from '../clock.ts';
import { accessClaims } from './access-claims.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import { Auth0Error } from './auth0-error.ts';
import { AUDIENCE, CLIENT_ID, lifetimes, SCOPES } from './constants.ts';
import { signJwt } from './jwt.ts';
import { profileClaims } from './profile.ts';
import type { SigningKey } from './signing-key.ts';

export interface TokenParts {
  issuer: string;
  provider: Provider;
  clock: SandboxClock;
  accounts: Accounts;
  key: SigningKey;
}

export interface TokenAnswer {
  access_token: string;
  id_token?: string;
  refresh_token?: string;
  scope?: string;
  /** Seconds. */
  expires_in: number;
  token_type: 'Bearer';
}

/** Auth0's resource owner password grant: tests and scripts sign in without a browser. Throws Auth0Error. */
export async function passwordGrant(parts: TokenParts, form: URLSearchParams): Promise<TokenAnswer> {
  for (const name of ['username', 'password']) {
    if (!form.get(name)) throw new Auth0Error(400, 'invalid_request', `Missing required parameter: ${name}`);
  }
  if (form.get('client_id') !== CLIENT_ID) throw new Auth0Error(401, 'invalid_client', 'Unknown or invalid client.');
  const audience = form.get('audience') ?? AUDIENCE;
  if (audience !== AUDIENCE) throw new Auth0Error(403, 'access_denied', `Service not found: ${audience}`);
  const account = await parts.accounts.authenticate(form.get('username') ?? '', form.get('password') ?? '');
  if (account === undefined) throw new Auth0Error(403, 'invalid_grant', 'Wrong email or password.');
  return answer(parts, account, scopeOf(form.get('scope')));
}

function scopeOf(asked: string | null): string {
  const scopes = new Set((asked ?? 'openid profile email').split(' '));
  return SCOPES.filter((scope) => scopes.has(scope)).join(' ');
}

async function answer(parts: TokenParts, account: Account, scope: string): Promise<TokenAnswer> {
  const { issuer, clock, key } = parts;
  const scopes = new Set(scope.split(' '));
  const iat = Math.floor(clock.now() / 1000);
  const access = accessClaims({
    issuer,
    audience: AUDIENCE,
    sub: account.sub,
    scope,
    nowMs: clock.now(),
    lifetimeSeconds: lifetimes.accessToken,
  });
  const idClaims = {
    ...profileClaims(account, scopes, issuer),
    iss: issuer,
    aud: CLIENT_ID,
    iat,
    exp: iat + lifetimes.idToken,
  };
  return {
    access_token: signJwt({ ...access, jti: randomUUID() }, key),
    ...(scopes.has('openid') && { id_token: signJwt(idClaims, key) }),
    ...(scopes.has('offline_access') && { refresh_token: await refreshToken(parts.provider, account, scope) }),
    scope,
    expires_in: lifetimes.accessToken,
    token_type: 'Bearer',
  };
}

async function refreshToken(provider: Provider, account: Account, scope: string): Promise<string> {
  const client = await provider.Client.find(CLIENT_ID);
  if (client === undefined) throw new Error(`client ${CLIENT_ID} is not registered`);
  const grant = new provider.Grant({ clientId: CLIENT_ID, accountId: account.sub });
  grant.addOIDCScope(SCOPES.join(' '));
  grant.addResourceScope(AUDIENCE, SCOPES.join(' '));
  const token = new provider.RefreshToken({
    client,
    accountId: account.sub,
    grantId: await grant.save(),
    gty: 'password',
    resource: AUDIENCE,
    rotations: 0,
    scope,
  });
  return token.save();
}
