import { z } from 'zod';
import { isSignedBy } from './account-signature.ts';

const claims = z.object({ sub: z.int().positive(), iat: z.number(), exp: z.number(), sid: z.string().nullish() });
export interface Session {
  twin: number;
  connection?: string;
}

/**
 * Reads the token of a connection: `header.claims.signature`, each base64url, signed by the account of the twin in `sub`.
 * The header's algorithm name is a label only. Throws an Error that says why a token is refused.
 */
export function readToken(
  token: string,
  nowMs: number,
  accountKeyOfTwin: (twin: number) => Uint8Array | undefined,
): Session {
  const [header, body, signature, ...rest] = token.split('.');
  if (!header || !body || !signature || rest.length > 0) throw new Error('malformed token');
  const { sub, exp, sid } = parseClaims(body);
  const account = accountKeyOfTwin(sub);
  if (account === undefined) throw new Error(`twin ${sub} does not exist`);
  if (!isSignedBy(account, Buffer.from(`${header}.${body}`), Buffer.from(signature, 'base64url'))) {
    throw new Error('invalid token signature');
  }
  if (nowMs / 1000 > exp) throw new Error('token expired');
  return { twin: sub, ...(sid ? { connection: sid } : {}) };
}

function parseClaims(body: string): z.output<typeof claims> {
  try {
    return claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  } catch {
    throw new Error('malformed token claims');
  }
}
