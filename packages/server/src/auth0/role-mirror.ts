import type { Role } from '@marketplace/core/identity';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

/** Tells the identity provider which roles a person has here: a copy for its own pages and rules, never asked back. */
export interface RoleMirror {
  /** Writes the whole state of one subject; repeating it changes nothing. Throws RoleMirrorFault when the outcome is unknown. */
  write(subject: string, roles: readonly Role[]): Promise<void>;
}

/** The issuer did not answer, or not as expected: the same state is to be written again. */
export class RoleMirrorFault extends Error {
  override name = 'RoleMirrorFault';
}

export interface RoleMirrorOptions {
  /** Address of the tenant with a trailing slash; its Management API lies at `api/v2/`. */
  tenantUrl: string;
  clientId: string;
  clientSecret: string;
  clock: Clock;
  timeoutMs?: number;
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
/** A token that ends sooner is not used any more. */
const SPARE_MS = 60_000;

/** Auth0's Management API v2: client credentials, then the user's `app_metadata.marketplace_roles`. */
export function auth0RoleMirror(options: RoleMirrorOptions): RoleMirror {
  const { tenantUrl, clientId, clientSecret, clock, timeoutMs = 8000 } = options;
  const audience = new URL('api/v2/', tenantUrl).href;
  let known: { token: string; untilMs: number } | undefined;

  async function request(method: string, url: string, body: object, token?: string): Promise<Response> {
    try {
      return await fetch(url, {
        method,
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (cause) {
      throw new RoleMirrorFault(`the issuer gave no answer to ${method} ${new URL(url).pathname}`, { cause });
    }
  }

  async function accessToken(): Promise<string> {
    const nowMs = clock.now().getTime();
    if (known && known.untilMs > nowMs) return known.token;
    const grant = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      audience,
    };
    const response = await request('POST', new URL('oauth/token', tenantUrl).href, grant);
    const parsed = Token.safeParse(await response.json().catch(() => undefined));
    if (!response.ok || !parsed.success)
      throw new RoleMirrorFault(`the issuer gave the management client no token (status ${response.status})`);
    const { access_token: token, expires_in: seconds } = parsed.data;
    known = { token, untilMs: nowMs + seconds * 1000 - SPARE_MS };
    return token;
  }

  return {
    async write(subject, roles) {
      const url = `${audience}users/${encodeURIComponent(subject)}`;
      const patch = { app_metadata: { marketplace_roles: roles } };
      const response = await request('PATCH', url, patch, await accessToken());
      await response.body?.cancel();
      if (response.status === 401) known = undefined;
      // A subject that the issuer no longer knows has no copy to keep.
      if (!response.ok && response.status !== 404)
        throw new RoleMirrorFault(`the issuer answered ${response.status} to the roles of a person`);
    },
  };
}
