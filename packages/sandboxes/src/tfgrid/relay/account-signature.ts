import { createPublicKey, verify as verifyEd25519 } from 'node:crypto';
import { verify as verifySr25519 } from '@scure/sr25519';

// DER wrapper of a raw ed25519 public key (RFC 8410).
const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Checks a signature in the bus's form: one byte naming the scheme (`s` sr25519, `e` ed25519), then 64 bytes.
 * Malformed signatures are false, never an error.
 */
export function isSignedBy(account: Uint8Array, message: Uint8Array, signature: Uint8Array | undefined): boolean {
  if (signature?.length !== 65) return false;
  const scheme = String.fromCharCode(signature[0] ?? 0);
  if (scheme === 's') return isSr25519(account, message, signature.subarray(1));
  if (scheme === 'e') return isEd25519(account, message, signature.subarray(1));
  return false;
}

export function isSr25519(account: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verifySr25519(message, signature, account);
  } catch {
    return false;
  }
}

export function isEd25519(account: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: Buffer.concat([ed25519Prefix, account]), format: 'der', type: 'spki' });
    return verifyEd25519(null, message, key, signature);
  } catch {
    return false;
  }
}
