import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';

/** Stellar's text form of keys: a version byte, 32 bytes, a checksum, in base32. Without its library, which takes long to load. */
const versions = { account: 6 << 3, secret: 18 << 3 } as const;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const DER_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

export const isStellarAccount = (text: string): boolean => decode('account', text) !== undefined;
export const isStellarSecret = (text: string): boolean => decode('secret', text) !== undefined;

/** The account (`G…`) of a secret (`S…`). Throws for anything else. */
export function accountOfSecret(secret: string): string {
  const seed = decode('secret', secret);
  // The text itself must not end up in a log.
  if (seed === undefined) throw new Error('not a secret of Stellar');
  const key = createPrivateKey({ key: Buffer.concat([DER_SEED, seed]), format: 'der', type: 'pkcs8' });
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return encode('account', der.subarray(-32));
}

export const createStellarSecret = (): string => encode('secret', randomBytes(32));

function encode(kind: keyof typeof versions, bytes: Uint8Array): string {
  const body = Buffer.concat([Buffer.from([versions[kind]]), bytes]);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(crc16(body));
  return base32(Buffer.concat([body, sum]));
}

function decode(kind: keyof typeof versions, text: string): Buffer | undefined {
  if (!/^[A-Z2-7]{56}$/.test(text)) return undefined;
  const all = unbase32(text);
  const body = all.subarray(0, 33);
  if (body[0] !== versions[kind] || all.readUInt16LE(33) !== crc16(body)) return undefined;
  return body.subarray(1);
}

/** 35 bytes are 56 letters of 5 bits, with nothing left over. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

function unbase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** CRC-16/XMODEM. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}
