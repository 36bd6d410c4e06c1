import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type Provider from 'oidc-provider';
import { readJwt } from './jwt.ts';
import { isLoopback } from './loopback.ts';
import type { OidcBindings } from './open-sign-in.ts';
import { messagePage } from './pages/message-page.ts';
import type { TokenParts } from './password-grant.ts';
import { avatarSvg, profileClaims } from './profile.ts';

/** `GET|POST /userinfo`, `GET /v2/logout?client_id&returnTo`, and the default avatars. */
export function sessionRoutes(parts: TokenParts): Hono<OidcBindings> {
  const app = new Hono<OidcBindings>();

  app.use(
    '/userinfo',
    cors({ origin: (origin) => (isLoopback(origin) ? origin : null), allowMethods: ['GET', 'POST'] }),
  );
  app.on(['GET', 'POST'], '/userinfo', async (c) => {
    const granted = await grantedBy(parts, bearerOf(c.req.header('authorization')));
    const account = granted && parts.accounts.find(granted.sub);
    if (granted === undefined || account === undefined) {
      c.header('www-authenticate', 'Bearer error="invalid_token"');
      return c.text('Unauthorized', 401);
    }
    return c.json(profileClaims(account, granted.scopes, parts.issuer));
  });

  app.get('/v2/logout', async (c) => {
    const returnTo = c.req.query('returnTo');
    if (returnTo !== undefined && !isLoopback(returnTo)) {
      const text = `The returnTo address "${returnTo}" is not on this machine.`;
      return c.html(messagePage({ title: 'Signing out did not work', text }), 400);
    }
    await endSession(parts.provider, c.env);
    if (returnTo !== undefined) return c.redirect(returnTo, 302);
    return c.html(messagePage({ title: 'Signed out', text: 'You are signed out.' }));
  });

  app.get('/avatars/:letters{.+\\.svg}', (c) => {
    c.header('cache-control', 'public, max-age=86400');
    return c.body(avatarSvg(c.req.param('letters').replace(/\.svg$/, '')), 200, { 'content-type': 'image/svg+xml' });
  });
  return app;
}

/** Auth0 signs out at once and keeps refresh tokens; the cookie goes with its session. */
async function endSession(provider: Provider, { incoming, outgoing }: OidcBindings['Bindings']): Promise<void> {
  const context = provider.createContext(incoming, outgoing);
  const session = await provider.Session.get(context);
  if (session.accountId !== undefined) await session.destroy();
  context.cookies.set(provider.cookieName('session'), null);
}

interface Granted {
  sub: string;
  scopes: ReadonlySet<string>;
}

/** Reads a JWT for the API, or the opaque token that a sign-in without an audience gives. */
async function grantedBy({ provider, key, clock }: TokenParts, token: string): Promise<Granted | undefined> {
  const claims = readJwt(token, key, clock.now());
  if (claims !== undefined) return opened(claims.sub, claims.scope);
  const opaque = await provider.AccessToken.find(token);
  return opaque && opened(opaque.accountId, opaque.scope);
}

function opened(sub: unknown, scope: unknown): Granted | undefined {
  const scopes = new Set(String(scope ?? '').split(' '));
  return typeof sub === 'string' && scopes.has('openid') ? { sub, scopes } : undefined;
}

export function bearerOf(authorization: string | undefined): string {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
}
