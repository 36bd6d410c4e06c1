import { sign, verify } from 'node:crypto';
import type { SigningKey } from './signing-key.ts';

export type Claims = Record<string, unknown>;

/** Signs claims as a compact RS256 JWT with `typ: JWT`, as Auth0's access tokens have it. */
export function signJwt(claims: Claims, key: SigningKey): string {
  const input = `${encode({ alg: 'RS256', typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** The claims of a token signed by `key` that has not expired at `nowMs`; undefined for any other text. */
export function readJwt(token: string, key: SigningKey, nowMs: number): Claims | undefined {
  const [head = '', body = '', signature = ''] = token.split('.');
  const header = decode(head);
  if (header?.alg !== 'RS256' || header.kid !== key.kid) return undefined;
  if (!verify('sha256', Buffer.from(`${head}.${body}`), key.publicKey, Buffer.from(signature, 'base64url')))
    return undefined;
  const claims = decode(body);
  return typeof claims?.exp === 'number' && claims.exp * 1000 > nowMs ? claims : undefined;
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
