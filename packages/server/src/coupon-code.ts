import { randomBytes } from 'node:crypto';
import { CODE_ALPHABET, CODE_LENGTH } from '@marketplace/core/credits';

/** A code that nobody guesses: 60 random bits, in letters and digits that are not mistaken for each other. */
export const newCouponCode = (): string =>
  // 32 characters, so each byte falls on one of them without favour.
  [...randomBytes(CODE_LENGTH.generated)].map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');
