import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** The key that signs every token, and the secret that signs the cookies; made once, kept with the state. */
export interface SigningKey {
  kid: string;
  /** Private RS256 key as JWK. */
  jwk: JsonWebKey & { kty: 'RSA'; kid: string; alg: 'RS256'; use: 'sig' };
  privateKey: KeyObject;
  publicKey: KeyObject;
  cookieSecret: string;
}

export function openSigningKey(state: DatabaseSync): SigningKey {
  state.exec('create table if not exists keys (name text primary key, value text not null)');
  const kept = (name: string, make: () => string): string => {
    const row = state.prepare('select value from keys where name = ?').get(name);
    if (row !== undefined) return String(row.value);
    const value = make();
    state.prepare('insert into keys values (?, ?)').run(name, value);
    return value;
  };
  const jwk = JSON.parse(
    kept('signing', () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const kid = randomBytes(12).toString('base64url');
      return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' });
    }),
  ) as SigningKey['jwk'];
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    kid: jwk.kid,
    jwk,
    privateKey,
    publicKey: createPublicKey(privateKey),
    cookieSecret: kept('cookies', () => randomBytes(32).toString('base64url')),
  };
}
