import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './context.ts';

export interface TrustedOrigins {
  scripts: string[];
  connect: string[];
  frames: string[];
}

/** Headers of every answer. The policy allows our own origin, the issuer and the card processor, and no inline script. */
export function securityHeaders({ scripts, connect, frames }: TrustedOrigins): MiddlewareHandler<HttpEnv> {
  const policy = [
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
  return async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'strict-origin-when-cross-origin');
    c.header('cross-origin-opener-policy', 'same-origin-allow-popups');
    c.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (c.req.path.startsWith('/api/')) c.header('cache-control', 'no-store');
  };
}
