import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
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

/** The secret is kept encrypted in memory too: a dump of the configuration or a log line shows nothing. */
export function stellarSigner({ secret, encryptionKey, passphrase }: SignerOptions): StellarSigner {
  const sealed = secret.startsWith(SEALED) ? secret : sealSecret(secret, encryptionKey);
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

/** AES-256-GCM under the marketplace's key. */
export function sealSecret(secret: string, encryptionKey: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(encryptionKey, 'base64'), iv);
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${SEALED}${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
}

function openSecret(sealed: string, encryptionKey: string): string {
  const bytes = Buffer.from(sealed.slice(SEALED.length), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(encryptionKey, 'base64'), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}
