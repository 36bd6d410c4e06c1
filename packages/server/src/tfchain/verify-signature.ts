import { ed25519 } from '@noble/curves/ed25519.js';
import { verify as verifySr25519 } from '@scure/sr25519';

/** Wallets wrap what they sign for a web site, so that it can never be a transaction. */
const wrapped = (message: string): string => `<Bytes>${message}</Bytes>`;

/**
 * Whether a wallet signed exactly this message with the key of an account: sr25519 or ed25519, as it is or wrapped as
 * `signRaw` does. The signature is hex of 64 bytes, or of 65 with the byte that names its kind in front.
 */
export function verifySignature(signed: { message: string; signature: string; publicKey: Uint8Array }): boolean {
  const read = readSignature(signed.signature);
  if (read === undefined) return false;
  return [signed.message, wrapped(signed.message)].some((message) => {
    const bytes = new TextEncoder().encode(message);
    return read.kinds.some((kind) => checks[kind](bytes, read.bytes, signed.publicKey));
  });
}

type Kind = 'ed25519' | 'sr25519';

/** In the order of the chain's MultiSignature. */
const kinds: readonly Kind[] = ['ed25519', 'sr25519'];

function readSignature(text: string): { bytes: Uint8Array; kinds: readonly Kind[] } | undefined {
  const hex = /^\s*(?:0x)?((?:[0-9a-f]{2}){64,65})\s*$/i.exec(text)?.[1];
  if (hex === undefined) return undefined;
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
  if (bytes.length === 64) return { bytes, kinds };
  const kind = kinds[bytes[0] ?? kinds.length];
  return kind && { bytes: bytes.subarray(1), kinds: [kind] };
}

const checks: Record<Kind, (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array) => boolean> = {
  ed25519: (...signed) => falseOnThrow(() => ed25519.verify(signed[1], signed[0], signed[2], { zip215: false })),
  sr25519: (...signed) => falseOnThrow(() => verifySr25519(...signed)),
};

/** The libraries throw on bytes that cannot be a signature: those are none. */
function falseOnThrow(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
