import { createHash, createPublicKey, verify as verifyWithNode } from 'node:crypto';
import { verify as verifySr25519 } from '@scure/sr25519';
import type { Address, Envelope } from './envelope.ts';
import type { TwinKeys } from './twin-keys.ts';

/** The first byte of a signature names the scheme. */
const sr25519Mark = 's'.charCodeAt(0);
const ed25519Mark = 'e'.charCodeAt(0);

/** Signature as it travels: scheme byte and 64 bytes, over the 16 bytes of `envelopeDigest`. */
export function signEnvelope(envelope: Envelope, keys: Pick<TwinKeys, 'sign'>): Envelope {
  return { ...envelope, signature: marked(keys.sign(envelopeDigest(envelope))) };
}

export function marked(signature: Uint8Array): Uint8Array {
  return Uint8Array.of(sr25519Mark, ...signature);
}

/** @param publicKey account key of the twin that the envelope says it comes from, from the chain. */
export function isSignedBy(envelope: Envelope, publicKey: Uint8Array): boolean {
  const { signature } = envelope;
  if (signature?.length !== 65) return false;
  const digest = envelopeDigest(envelope);
  try {
    if (signature[0] === sr25519Mark) return verifySr25519(digest, signature.subarray(1), publicKey);
    if (signature[0] === ed25519Mark) return verifyEd25519(digest, signature.subarray(1), publicKey);
  } catch {
    // A malformed signature makes the verifiers throw; it is as wrong as any other.
  }
  return false;
}

/**
 * md5 of the fields in the protocol's order, as text without separators; absent fields add nothing. Timestamp and
 * expiration are part of it, so a stored message cannot be given a new life.
 */
export function envelopeDigest(envelope: Envelope): Uint8Array {
  const { request, error } = envelope;
  const md5 = createHash('md5');
  const texts = [
    envelope.uid,
    envelope.tags ?? '',
    String(envelope.timestamp),
    String(envelope.expiration),
    addressText(envelope.source),
    addressText(envelope.destination),
    request?.command ?? '',
    error === undefined ? '' : `${error.code}${error.message}`,
    envelope.schema ?? '',
    envelope.federation ?? '',
  ];
  for (const text of texts) md5.update(text);
  md5.update(envelope.plain ?? envelope.cipher ?? new Uint8Array());
  for (const relay of envelope.relays ?? []) md5.update(relay);
  return md5.digest();
}

function addressText(address: Address | undefined): string {
  return address === undefined ? '' : `${address.twin}${address.connection ?? ''}`;
}

function verifyEd25519(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
  return verifyWithNode(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
}
