import { randomBytes } from 'node:crypto';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new id as Stripe writes them, such as `pi_3kQ…` (24 characters after the prefix). */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(24)}`;
}

/** The secret with which a browser may act on one intent. */
export function newClientSecret(intentId: string): string {
  return `${intentId}_secret_${randomText(25)}`;
}

export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte: dropping the rest keeps every letter equally likely.
      if (byte < 248 && text.length < length) text += letters[byte % 62];
    }
  }
  return text;
}
