import { AccountId } from '@polkadot-api/substrate-bindings';
import { ss58Prefix } from './metadata/pallets/frame-pallets.ts';
import { toBytes } from './runtime/text.ts';

const codec = AccountId(ss58Prefix);

export const toAddress = (publicKey: Uint8Array): string => codec.dec(publicKey);
export const toPublicKey = (address: string): Uint8Array => codec.enc(address);

/** Accounts that the chain itself needs. Nobody holds a key to them: their public keys are readable text. */
export const blockAuthor = namedAccount('sandbox block author');
export const foundation = namedAccount('sandbox foundation');
export const bridgeValidator = namedAccount('sandbox bridge validator');
export const bridgeFees = namedAccount('sandbox bridge fees');

function namedAccount(name: string): string {
  const publicKey = new Uint8Array(32);
  publicKey.set(toBytes(name));
  return toAddress(publicKey);
}
