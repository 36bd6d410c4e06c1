import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { Auth0Error } from './auth0-error.ts';
import { clientCredentialsGrant, type ManagementClient } from './client-credentials-grant.ts';
import { isLoopback } from './loopback.ts';
import type { OidcBindings } from './open-sign-in.ts';
import { passwordGrant, type TokenParts } from './password-grant.ts';

type ProviderListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/**
 * `POST /oauth/token` in JSON or form, as Auth0 takes it: the password and client credentials grants are answered here,
 * codes and refresh tokens go on to the provider.
 */
export function tokenRoutes(parts: TokenParts, management: ManagementClient | undefined): Hono<OidcBindings> {
  const provider = parts.provider.callback() as unknown as ProviderListener;
  const app = new Hono<OidcBindings>();
  const allowOrigin = cors({ origin: (origin) => (isLoopback(origin) ? origin : null), allowMethods: ['POST'] });

  app.options('/oauth/token', allowOrigin);
  app.post('/oauth/token', async (c) => {
    const form = await readForm(c).catch((error: unknown) => error);
    const grantType = form instanceof URLSearchParams ? form.get('grant_type') : undefined;
    if (form instanceof URLSearchParams && (grantType === 'authorization_code' || grantType === 'refresh_token')) {
      await provider(withBody(c.env.incoming, form), c.env.outgoing);
      return RESPONSE_ALREADY_SENT;
    }
    return (
      (await allowOrigin(c, async () => {
        c.header('cache-control', 'no-store');
        c.res = await grant(c, parts, management, form);
      })) ?? c.res
    );
  });
  return app;
}

async function grant(
  c: Context,
  parts: TokenParts,
  management: ManagementClient | undefined,
  form: unknown,
): Promise<Response> {
  try {
    if (!(form instanceof URLSearchParams)) throw form;
    switch (form.get('grant_type')) {
      case 'password':
        return c.json(await passwordGrant(parts, form));
      case 'client_credentials':
        return c.json(clientCredentialsGrant(parts, management, form));
      case null:
      case '':
        throw new Auth0Error(400, 'invalid_request', 'Missing required parameter: grant_type');
      default:
        throw new Auth0Error(403, 'unsupported_grant_type', `Unsupported grant type: ${form.get('grant_type')}`);
    }
  } catch (error) {
    if (error instanceof Auth0Error) return c.json(error.body, error.status);
    throw error;
  }
}

async function readForm(c: Context): Promise<URLSearchParams> {
  const text = await c.req.text();
  if (!c.req.header('content-type')?.includes('json')) return new URLSearchParams(text);
  const form = new URLSearchParams();
  try {
    for (const [name, value] of Object.entries(JSON.parse(text) as object)) {
      if (typeof value === 'string') form.set(name, value);
    }
  } catch {
    throw new Auth0Error(400, 'invalid_request', 'The body is not JSON.');
  }
  return form;
}

/** The same request with its body, which has been read already, as a form once more. */
function withBody(incoming: IncomingMessage, form: URLSearchParams): IncomingMessage {
  const body = Buffer.from(form.toString());
  const headers = {
    ...incoming.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  };
  const { method, url, socket, httpVersion } = incoming;
  const replay = Object.assign(Readable.from([body], { objectMode: false }), {
    method,
    url,
    socket,
    httpVersion,
    headers,
  });
  return replay as unknown as IncomingMessage;
}
