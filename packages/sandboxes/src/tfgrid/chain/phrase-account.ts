import { sr25519CreateDerive } from '@polkadot-labs/hdkd';
import { entropyToMiniSecret, mnemonicToEntropy } from '@polkadot-labs/hdkd-helpers';
import { toAddress } from './addresses.ts';

/** An sr25519 account of a mnemonic phrase, as TFChain's wallets derive it. */
export interface PhraseAccount {
  publicKey: Uint8Array;
  address: string;
  sign(message: Uint8Array): Uint8Array;
}

/** `path` is a derivation path such as `//stash`; without it the phrase's own account. Throws on an invalid phrase. */
export function accountOfPhrase(phrase: string, path = ''): PhraseAccount {
  const { publicKey, sign } = sr25519CreateDerive(entropyToMiniSecret(mnemonicToEntropy(phrase)))(path);
  return { publicKey, address: toAddress(publicKey), sign };
}
