import { readFileSync } from 'node:fs';
import { isStellarSecret, sealSecret } from '../stellar/index.ts';

/** Reads a secret of Stellar from standard input and prints it sealed, for STELLAR_SECRET. Needs ENCRYPTION_KEY. */
const key = process.env.ENCRYPTION_KEY ?? '';
const secret = readFileSync(0, 'utf8').trim();
if (Buffer.from(key, 'base64').length !== 32) fail('ENCRYPTION_KEY must be set: 32 bytes in base64.');
if (!isStellarSecret(secret)) fail('Standard input must hold a secret of Stellar (S…).');
console.log(sealSecret(secret, key));

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
