import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';

const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts between two twins: 12-byte nonce, AES-256-GCM text, 16-byte tag. */
export function encrypt(plain: Uint8Array, secret: Uint8Array, peerKey: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sharedKey(secret, peerKey), nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the text was not made for this pair of keys. */
export function decrypt(sealed: Uint8Array, secret: Uint8Array, peerKey: Uint8Array): Uint8Array {
  if (sealed.length < nonceBytes + tagBytes) throw new Error('cipher text is too short');
  const decipher = createDecipheriv('aes-256-gcm', sharedKey(secret, peerKey), sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

/** sha256 of the x coordinate of the common point. */
function sharedKey(secret: Uint8Array, peerKey: Uint8Array): Buffer {
  return createHash('sha256')
    .update(secp256k1.getSharedSecret(secret, peerKey, true).subarray(1))
    .digest();
}
