/** An Ed25519 pair as OpenSSH's files hold it. */
export interface KeyPair {
  publicKey: string;
  privateKey: string;
}

const TYPE = 'ssh-ed25519';
const MAGIC = 'openssh-key-v1\0';
const encoder = new TextEncoder();

/** Makes a pair in this browser; the private half goes nowhere. Rejects where the browser knows no Ed25519. */
export async function makeKeyPair(comment: string): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const publicBytes = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  // PKCS#8 of an Ed25519 key ends with its 32 bytes (RFC 8410, section 7).
  const seed = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).slice(-32);
  const check = crypto.getRandomValues(new Uint8Array(4));
  return encodeKeyPair({ publicBytes, seed, check, comment });
}

interface RawKey {
  /** 32 bytes each. */
  publicBytes: Uint8Array;
  seed: Uint8Array;
  /** 4 random bytes, written twice: a wrong passphrase would make them differ. */
  check: Uint8Array;
  comment: string;
}

/** Writes the files of a key without passphrase. Format: PROTOCOL.key of OpenSSH. */
export function encodeKeyPair({ publicBytes, seed, check, comment }: RawKey): KeyPair {
  const publicBlob = concat(text(TYPE), block(publicBytes));
  const secret = concat(check, check, text(TYPE), block(publicBytes), block(concat(seed, publicBytes)), text(comment));
  const file = concat(
    encoder.encode(MAGIC),
    text('none'),
    text('none'),
    text(''),
    uint32(1),
    block(publicBlob),
    block(padded(secret)),
  );
  const lines = base64(file).match(/.{1,70}/g) ?? [];
  return {
    publicKey: `${TYPE} ${base64(publicBlob)} ${comment}`,
    privateKey: `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`,
  };
}

/** Fills up to a multiple of 8 with 1, 2, 3 …, as the format wants. */
function padded(bytes: Uint8Array): Uint8Array {
  const missing = (8 - (bytes.length % 8)) % 8;
  return concat(
    bytes,
    Uint8Array.from({ length: missing }, (_, at) => at + 1),
  );
}

const text = (value: string): Uint8Array => block(encoder.encode(value));
const block = (bytes: Uint8Array): Uint8Array => concat(uint32(bytes.length), bytes);

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function concat(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
