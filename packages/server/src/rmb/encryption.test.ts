import { describe, expect, it } from 'vitest';
import { createMnemonic, signerFromMnemonic } from '../tfchain/signer.ts';
import { open, seal } from './encryption.ts';

const [alice, bob, eve] = [1, 2, 3].map(() => signerFromMnemonic(createMnemonic()));

describe('end-to-end encryption', () => {
  it('is opened by the peer and by nobody else', () => {
    if (!alice || !bob || !eve) throw new Error('three twins');
    const sealed = seal(Buffer.from('secret'), alice.sharedKey(bob.encryptionPublicKey));
    expect(Buffer.from(open(sealed, bob.sharedKey(alice.encryptionPublicKey))).toString()).toBe('secret');
    expect(() => open(sealed, eve.sharedKey(alice.encryptionPublicKey))).toThrow();
  });

  it('notices each changed byte', () => {
    const key = new Uint8Array(32).fill(7);
    const sealed = seal(Buffer.from('x'), key);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(changed, key)).toThrow();
    }
    expect(() => open(new Uint8Array(5), key)).toThrow(RangeError);
  });

  it('never repeats a nonce', () => {
    const key = new Uint8Array(32).fill(7);
    const nonces = Array.from({ length: 1000 }, () => Buffer.from(seal(new Uint8Array(), key)).toString('hex', 0, 12));
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});
