import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { accountOfSecret } from './strkey.ts';

/** The operator's hand on Stellar. The only place where the secret is in clear, and only while a signature is made. */
export interface StellarSigner {
  readonly account: string;
  /** Adds the signature to an envelope (base64) and gives it back. */
  sign(envelopeXdr: string): Promise<string>;
}

export interface SignerOptions {
  /** The secret itself (`S…`), or sealed by `sealSecret`. */
  secret: string;
  /** 32 bytes in base64, for a sealed one. */
  encryptionKey: string;
  passphrase: string;
}

export function stellarSigner({ secret, encryptionKey, passphrase }: SignerOptions): StellarSigner {
  const sealed = sealedSecret(secret, encryptionKey);
  return {
    account: accountOfSecret(openSecret(sealed, encryptionKey)),
    async sign(envelopeXdr) {
      const { Keypair, Transaction } = await import('@stellar/stellar-sdk/base');
      const transaction = new Transaction(envelopeXdr, passphrase);
      transaction.sign(Keypair.fromSecret(openSecret(sealed, encryptionKey)));
      return transaction.toXdr();
    },
  };
}

const SEALED = 'sealed:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed one as it is; a plain one is kept sealed in memory too, so that no dump or log line of ours shows it. */
export const sealedSecret = (secret: string, encryptionKey: string): string =>
  secret.startsWith(SEALED) ? secret : sealSecret(secret, encryptionKey);

/** AES-256-GCM under a key made from the marketplace's. */
export function sealSecret(secret: string, encryptionKey: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(encryptionKey), iv);
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${SEALED}${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
}

function openSecret(sealed: string, encryptionKey: string): string {
  const bytes = Buffer.from(sealed.slice(SEALED.length), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(encryptionKey), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Error('STELLAR_SECRET was sealed with another ENCRYPTION_KEY', { cause });
  }
}

const keyOf = (encryptionKey: string): Buffer => createHash('sha256').update('stellar').update(encryptionKey).digest();
