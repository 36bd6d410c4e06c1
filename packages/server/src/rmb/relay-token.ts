import { marked } from './envelope-signature.ts';
import type { TwinKeys } from './twin-keys.ts';

/** Long enough to connect with, short enough to be useless when logged by a proxy. */
const lifeSeconds = 300;

/**
 * Token that opens a relay connection: `header.claims.signature`, sent as the whole query string. The algorithm name in
 * the header is a label that the protocol asks for; the signature is the twin's own.
 */
export function relayToken(twinId: number, sessionId: string, nowMs: number, keys: Pick<TwinKeys, 'sign'>): string {
  const issuedAt = Math.floor(nowMs / 1000);
  const claims = { sub: twinId, iat: issuedAt, exp: issuedAt + lifeSeconds, sid: sessionId };
  const text = [{ alg: 'RS512', typ: 'JWT' }, claims].map((part) => base64url(JSON.stringify(part))).join('.');
  return `${text}.${base64url(marked(keys.sign(Buffer.from(text))))}`;
}

function base64url(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64url');
}
