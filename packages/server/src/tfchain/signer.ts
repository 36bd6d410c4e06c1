import { createHash } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sr25519CreateDerive } from '@polkadot-labs/hdkd';
import {
  entropyToMiniSecret,
  generateMnemonic,
  mnemonicToEntropy,
  ss58Address,
  ss58Decode,
  validateMnemonic,
} from '@polkadot-labs/hdkd-helpers';
import type { PolkadotSigner } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';

/** TFChain's own SS58 prefix (the generic one of Substrate). */
const addressPrefix = 42;

/**
 * The keys of one twin, all from one mnemonic: sr25519 for money and messages, secp256k1 for end-to-end encryption. The
 * secrets live in closures only; nothing that is handed out, printed or serialised contains them.
 */
export interface TwinSigner {
  /** SS58, prefix 42. */
  readonly address: string;
  /** sr25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Compressed secp256k1 public key, 33 bytes: the twin's `pk` on chain. */
  readonly encryptionPublicKey: Uint8Array;
  /** sr25519 signature of 64 bytes in Substrate's signing context. */
  sign(message: Uint8Array): Uint8Array;
  /** AES key for messages to and from a peer: sha256 of the x coordinate of the shared secp256k1 point, 32 bytes. */
  sharedKey(peerPublicKey: Uint8Array): Uint8Array;
  /** Signs extrinsics for polkadot-api. */
  readonly extrinsics: PolkadotSigner;
}

/** Throws a TypeError when the words are no valid mnemonic; the message does not repeat them. */
export function signerFromMnemonic(mnemonic: string): TwinSigner {
  const words = mnemonic.trim().replace(/\s+/g, ' ');
  if (!validateMnemonic(words)) throw new TypeError('the mnemonic is not valid: check its words and their order');
  const miniSecret = entropyToMiniSecret(mnemonicToEntropy(words));
  const pair = sr25519CreateDerive(miniSecret)('');
  return {
    address: addressOf(pair.publicKey),
    publicKey: pair.publicKey,
    // A twin's encryption secret is by convention the mini secret itself.
    encryptionPublicKey: secp256k1.getPublicKey(miniSecret, true),
    sign: (message) => pair.sign(message),
    sharedKey: (peerPublicKey) => {
      const point = secp256k1.getSharedSecret(miniSecret, peerPublicKey, true);
      return createHash('sha256').update(point.subarray(1)).digest();
    },
    extrinsics: getPolkadotSigner(pair.publicKey, 'Sr25519', (input) => pair.sign(input)),
  };
}

/** Twelve new words from the system's random source. */
export function createMnemonic(): string {
  return generateMnemonic(128);
}

export function addressOf(publicKey: Uint8Array): string {
  return ss58Address(publicKey, addressPrefix);
}

/** The same account in TFChain's own form, whatever network's prefix it was written with; undefined for other text. */
export function normalAddress(text: string): string | undefined {
  try {
    const publicKey = publicKeyOf(text.trim());
    return publicKey.length === 32 ? addressOf(publicKey) : undefined;
  } catch {
    return undefined;
  }
}

/** Throws when the text is no SS58 address. */
export function publicKeyOf(address: string): Uint8Array {
  return ss58Decode(address)[0];
}

/** An account of TFChain as its owner writes it: prefix 42, 32 bytes, and a checksum that fits. */
export function isTfchainAddress(text: string): boolean {
  try {
    const [publicKey, prefix] = ss58Decode(text);
    return prefix === addressPrefix && publicKey.length === 32 && addressOf(publicKey) === text;
  } catch {
    return false;
  }
}
