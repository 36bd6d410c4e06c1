import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM: a fresh random nonce, the text, the tag. A nonce must never be used twice with one shared key. */
export function seal(plain: Uint8Array, sharedKey: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sharedKey, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the text was not sealed with this key or was changed on its way. */
export function open(sealed: Uint8Array, sharedKey: Uint8Array): Uint8Array {
  if (sealed.length < nonceBytes + tagBytes) throw new RangeError('sealed text is too short');
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', sharedKey, sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()]);
}
