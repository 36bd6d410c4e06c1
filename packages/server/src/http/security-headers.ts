import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './context.ts';

export interface TrustedOrigins {
  scripts: string[];
  connect: string[];
  frames: string[];
}

/** The issuer and the card processor: the only others that our pages talk to. */
export function trustedOriginsOf(outside: {
  issuer: string;
  stripeJsUrl: string;
  stripeApiUrl: string | undefined;
}): TrustedOrigins {
  const issuer = new URL(outside.issuer).origin;
  const script = new URL(outside.stripeJsUrl).origin;
  const api = outside.stripeApiUrl ? new URL(outside.stripeApiUrl).origin : 'https://api.stripe.com';
  const frames = script === 'https://js.stripe.com' ? [script, 'https://hooks.stripe.com'] : [script];
  return { scripts: [script], connect: [issuer, api, script], frames: [...frames, issuer] };
}

/** Allows our own origin and the trusted ones, and no inline script. */
export function contentSecurityPolicy({ scripts, connect, frames }: TrustedOrigins): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts.join(' ')}`,
    `connect-src 'self' ${connect.join(' ')}`,
    `frame-src ${frames.join(' ') || "'none'"}`,
    "img-src 'self' data: https:",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
    .map((directive) => directive.trim())
    .join('; ');
}

/** Headers of every answer. */
export function securityHeaders(trusted: TrustedOrigins): MiddlewareHandler<HttpEnv> {
  const policy = contentSecurityPolicy(trusted);
  return async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'strict-origin-when-cross-origin');
    c.header('cross-origin-opener-policy', 'same-origin-allow-popups');
    c.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    // An answer that may be kept says so itself.
    if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  };
}
