import { inspect } from 'node:util';
import { Keypair, Transaction } from '@stellar/stellar-sdk/base';
import { expect, it } from 'vitest';
import {
  accountOfSecret,
  checkSignedEnvelope,
  createStellarSecret,
  depositEnvelope,
  failureCode,
  isStellarAccount,
  isStellarSecret,
  type StellarNetwork,
  sealSecret,
  stellarSigner,
} from './index.ts';

const network: StellarNetwork = {
  passphrase: 'Standalone Network ; February 2017',
  usdc: `USDC:${Keypair.random().publicKey()}`,
  tft: `TFT:${Keypair.random().publicKey()}`,
  bridgeVault: Keypair.random().publicKey(),
};
const encryptionKey = Buffer.alloc(32, 7).toString('base64');

it('keys are read and made as Stellar’s own library does it', () => {
  for (let count = 0; count < 20; count++) {
    const secret = createStellarSecret();
    expect(accountOfSecret(secret)).toBe(Keypair.fromSecret(secret).publicKey());
    expect([isStellarSecret(secret), isStellarAccount(accountOfSecret(secret)), isStellarAccount(secret)]).toEqual([
      true,
      true,
      false,
    ]);
  }
  const account = Keypair.random().publicKey();
  const wrong = `${account.slice(0, 20)}${account[20] === 'A' ? 'B' : 'A'}${account.slice(21)}`;
  expect([isStellarAccount(account), isStellarAccount(wrong), isStellarAccount('')]).toEqual([true, false, false]);
});

it('the signer signs with a plain and with a sealed secret, and shows neither', async () => {
  const secret = createStellarSecret();
  for (const given of [secret, sealSecret(secret, encryptionKey)]) {
    const signer = stellarSigner({ secret: given, encryptionKey, passphrase: network.passphrase });
    const envelope = await deposit(signer.account);
    const signed = await signer.sign(envelope.xdr);
    expect(await checkSignedEnvelope(network, signed, { hash: envelope.hash, account: signer.account })).toBe('fine');
    expect(inspect(signer, { depth: 5, showHidden: true })).not.toContain(secret);
  }
  const other = Buffer.alloc(32, 8).toString('base64');
  expect(() =>
    stellarSigner({ secret: sealSecret(secret, encryptionKey), encryptionKey: other, passphrase: '' }),
  ).toThrow('sealed with another');
});

const deposit = (account: string, units = 10_000_000n) =>
  depositEnvelope(
    network,
    { account, sequence: 4n, feeStroops: 1000n, maxTimeSeconds: 2_000_000_000 },
    { units, memo: 'twin_7' },
  );

it('what the bridge is paid has exactly one payment, the memo and the next sequence number', async () => {
  const { xdr, sequence } = await deposit(Keypair.random().publicKey());
  const transaction = new Transaction(xdr, network.passphrase);
  expect(transaction.operations).toMatchObject([
    { type: 'payment', destination: network.bridgeVault, amount: '1.0000000' },
  ]);
  expect([String(Buffer.from(transaction.memo.value ?? '')), transaction.sequence, sequence]).toEqual([
    'twin_7',
    '5',
    5n,
  ]);
  expect(transaction.timeBounds?.maxTime).toBe('2000000000');
});

it('a signed envelope is taken only for the very transaction, with the account’s own signature', async () => {
  const [mine, stranger] = [Keypair.random(), Keypair.random()];
  const stored = await deposit(mine.publicKey());
  const expected = { hash: stored.hash, account: mine.publicKey() };
  const signedBy = (key: Keypair, xdr: string) => {
    const transaction = new Transaction(xdr, network.passphrase);
    transaction.sign(key);
    return transaction.toXdr();
  };
  const check = (xdr: string) => checkSignedEnvelope(network, xdr, expected);
  expect(await check(signedBy(mine, stored.xdr))).toBe('fine');
  expect(await check(signedBy(stranger, stored.xdr))).toBe('not_signed');
  expect(await check(stored.xdr)).toBe('not_signed');
  expect(await check(signedBy(mine, (await deposit(mine.publicKey(), 10_000_001n)).xdr))).toBe('other_transaction');
  expect(await check('AAAA')).toBe('unreadable');
});

it.each([
  ['tx_bad_seq', 'AAAAAAAAAGT////7AAAAAA=='],
  ['tx_insufficient_fee', 'AAAAAAAAAGT////3AAAAAA=='],
  ['tx_too_late', 'AAAAAAAAAGT////9AAAAAA=='],
  ['op_under_dest_min', 'AAAAAAAAAGT/////AAAAAQAAAAAAAAAN////9AAAAAA='],
  ['op_too_few_offers', 'AAAAAAAAAGT/////AAAAAQAAAAAAAAAN////9gAAAAA='],
  ['op_over_source_max', 'AAAAAAAAAGT/////AAAAAQAAAAAAAAAC////9AAAAAA='],
])('%s is read from a transaction’s result', async (code, xdr) => expect(await failureCode(xdr)).toBe(code));
