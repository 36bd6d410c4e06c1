import { inspect } from 'node:util';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { DEV_PHRASE, ss58Address } from '@polkadot-labs/hdkd-helpers';
import { verify } from '@scure/sr25519';
import { describe, expect, it } from 'vitest';
import { addressOf, createMnemonic, isTfchainAddress, publicKeyOf, signerFromMnemonic } from './signer.ts';

describe('a signer', () => {
  it('has the keys that other Substrate wallets derive from the same words', () => {
    // The public address of Substrate's well-known development phrase.
    const signer = signerFromMnemonic(DEV_PHRASE);
    expect(signer.address).toBe('5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV');
    expect(addressOf(publicKeyOf(signer.address))).toBe(signer.address);
  });

  it('signs in a way that its public key verifies', () => {
    const signer = signerFromMnemonic(createMnemonic());
    const message = Buffer.from('message');
    expect(verify(message, signer.sign(message), signer.publicKey)).toBe(true);
    expect(verify(Buffer.from('other'), signer.sign(message), signer.publicKey)).toBe(false);
  });

  it('agrees with a peer on one key', () => {
    const [a, b] = [signerFromMnemonic(createMnemonic()), signerFromMnemonic(createMnemonic())];
    expect(Buffer.from(a.sharedKey(b.encryptionPublicKey))).toEqual(Buffer.from(b.sharedKey(a.encryptionPublicKey)));
    expect(a.encryptionPublicKey).toHaveLength(33);
    expect(secp256k1.utils.isValidPublicKey(a.encryptionPublicKey, true)).toBe(true);
  });

  it('is as good as its words, however they are spaced', () => {
    const words = createMnemonic();
    expect(signerFromMnemonic(`  ${words.replaceAll(' ', '\n')} `).address).toBe(signerFromMnemonic(words).address);
  });

  it('never shows its words or secrets', () => {
    const words = createMnemonic();
    const shown = inspect(signerFromMnemonic(words), { depth: 9, showHidden: true });
    for (const word of words.split(' ')) expect(shown).not.toMatch(new RegExp(`\\b${word}\\b(?!:)`));
    expect(() => signerFromMnemonic(`${words} extra`)).toThrow(TypeError);
    try {
      signerFromMnemonic('zebra zebra zebra');
    } catch (error) {
      expect(String(error)).not.toContain('zebra');
    }
  });
});

describe('an address that TFT is sent to', () => {
  const { address, publicKey } = signerFromMnemonic(DEV_PHRASE);

  it.each([
    ['one of TFChain', address, true],
    ['with a mistyped letter', address.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')), false],
    ['of another chain', ss58Address(publicKey, 0), false],
    ['with blanks around it', ` ${address}`, false],
    ['on Stellar', 'GBOVQKJYHXRR3DX6NOX2RRYFRCUMSADGDESTDNBDS6CDVLGVESRTAC47', false],
    ['nothing', '', false],
  ])('%s: %s', (_, text, right) => {
    expect(isTfchainAddress(text)).toBe(right);
  });
});
