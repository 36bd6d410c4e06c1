import { createPublicKey, verify } from 'node:crypto';
import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { encodeKeyPair, makeKeyPair } from './openssh.ts';
import { fingerprint, readPublicKey } from './public-key.ts';

const parse = (text: string) => {
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error) throw parsed;
  return Array.isArray(parsed) ? parsed[0] : parsed;
};

test('a made pair is read by an SSH implementation, and its halves belong together', async () => {
  const pair = await makeKeyPair('browser-key');
  const secret = parse(pair.privateKey);
  const open = parse(pair.publicKey);
  expect(secret?.isPrivateKey()).toBe(true);
  expect(secret?.type).toBe('ssh-ed25519');
  expect(secret?.comment).toBe('browser-key');
  expect(secret?.getPublicSSH().equals(open?.getPublicSSH() ?? Buffer.of())).toBe(true);

  const message = Buffer.from('who goes there');
  const signature = secret?.sign(message);
  expect(
    Buffer.isBuffer(signature) && verify(null, message, createPublicKey(open?.getPublicPEM() ?? ''), signature),
  ).toBe(true);
});

test('two pairs differ', async () => {
  expect((await makeKeyPair('a')).privateKey).not.toBe((await makeKeyPair('a')).privateKey);
});

test.each(['', 'a', 'ab', 'abcdefgh', 'a comment of some length'])(
  'padding is right with the comment %j',
  (comment) => {
    const bytes = (fill: number, length: number) => new Uint8Array(length).fill(fill);
    const pair = encodeKeyPair({ publicBytes: bytes(7, 32), seed: bytes(9, 32), check: bytes(1, 4), comment });
    expect(parse(pair.privateKey)?.comment).toBe(comment);
    expect(pair.privateKey.split('\n').every((line) => line.length <= 70)).toBe(true);
  },
);

test('the fingerprint is that of ssh-keygen', async () => {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVgxRVSrbXZ4XOtTDrDZNSXQQM1vrF6lKfOfzO5eR7U you@laptop';
  expect(await fingerprint(key)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
});

test('a public key of a file is accepted with and without a comment', async () => {
  const { publicKey } = await makeKeyPair('x');
  expect(readPublicKey(`  ${publicKey}\n`)).toMatchObject({ ok: true, type: 'ssh-ed25519', comment: 'x' });
  expect(readPublicKey(publicKey.replace(/ x$/, ''))).toMatchObject({ ok: true, comment: '' });
});

test.each([
  ['', /Paste your public key/],
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nabc', /private key/],
  ['hello', /begins with/],
  ['ssh-ed25519 AAAA', /cut off/],
  ['ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIEVgxRVSrbXZ4XOtTDrDZNSXQQM1vrF6lKfOfzO5eR7U', /cut off/],
])('%j is refused and says why', (text, why) => {
  const read = readPublicKey(text);
  expect(read.ok || read.message).toMatch(why);
});
