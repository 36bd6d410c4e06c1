import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { addressOf, createMnemonic, normalAddress, signerFromMnemonic } from './signer.ts';
import { verifySignature } from './verify-signature.ts';

const signer = signerFromMnemonic(createMnemonic());
const edSecret = new Uint8Array(32).fill(7);
const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (signature: Uint8Array) => `0x${Buffer.from(signature).toString('hex')}`;
const kinds = [
  { kind: 'sr25519', tag: '01', publicKey: signer.publicKey, sign: (text: string) => hex(signer.sign(bytes(text))) },
  {
    kind: 'ed25519',
    tag: '00',
    publicKey: ed25519.getPublicKey(edSecret),
    sign: (text: string) => hex(ed25519.sign(bytes(text), edSecret)),
  },
];
const message = 'connect\nNonce: 1';

describe.each(kinds)('a $kind signature', ({ tag, publicKey, sign }) => {
  const holds = (signature: string, text = message) => verifySignature({ message: text, signature, publicKey });

  it('is taken as it is, wrapped by a wallet, with or without 0x and the byte of its kind', () => {
    expect(holds(sign(message))).toBe(true);
    expect(holds(sign(`<Bytes>${message}</Bytes>`))).toBe(true);
    expect(holds(sign(message).slice(2))).toBe(true);
    expect(holds(` 0x${tag}${sign(message).slice(2)}\n`)).toBe(true);
  });

  it('of another text, of another account or of no sense is refused', () => {
    expect(holds(sign('connect\nNonce: 2'))).toBe(false);
    expect(holds(sign(message), `${message} `)).toBe(false);
    expect(verifySignature({ message, signature: sign(message), publicKey: new Uint8Array(32).fill(1) })).toBe(false);
    const other = tag === '00' ? '01' : '00';
    for (const nonsense of ['', '0x', 'hello', `0x${'0'.repeat(128)}`, `0x${other}${sign(message).slice(2)}`])
      expect(holds(nonsense)).toBe(false);
  });
});

describe('an address', () => {
  it('of any network is the account of its key', () => {
    const publicKey = new Uint8Array(
      Buffer.from('d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d', 'hex'),
    );
    const polkadot = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5';
    expect(normalAddress(polkadot)).toBe(addressOf(publicKey));
    expect(normalAddress(` ${addressOf(publicKey)} `)).toBe(addressOf(publicKey));
  });

  it.each(['', 'hello', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ', '0xd43593c7'])('%j is none', (text) => {
    expect(normalAddress(text)).toBeUndefined();
  });
});
