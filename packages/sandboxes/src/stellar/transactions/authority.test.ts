import { Asset, Keypair, NotFoundError, Operation, TransactionBuilder, xdr } from '@stellar/stellar-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkPassphrase } from '../network.ts';
import { codesOf, failureOf, type Harness, startHarness } from '../testing.ts';

let test: Harness;
let stranger: Keypair;
beforeAll(async () => {
  test = await startHarness();
  stranger = await test.newAccount();
});
afterAll(() => test.close());

const pay = (destination: string) => Operation.payment({ destination, asset: Asset.native(), amount: '1' });
const seconds = () => Math.floor(test.clock.now() / 1000);
const lumensOf = (key: Keypair) => test.balance(key.publicKey(), 'XLM');

describe('authority', () => {
  it('follows weights and thresholds: one of two signers is not enough', async () => {
    const shared = await test.newAccount();
    const second = Keypair.random();
    const signer = { ed25519PublicKey: second.publicKey(), weight: 1 };
    await test.send(shared, [Operation.setOptions({ signer, lowThreshold: 1, medThreshold: 2, highThreshold: 2 })]);
    expect(await test.server.loadAccount(shared.publicKey())).toMatchObject({
      subentry_count: 3,
      thresholds: { low_threshold: 1, med_threshold: 2, high_threshold: 2 },
    });
    expect(await codesOf(test.send(shared, [pay(test.operator.publicKey())]))).toEqual({
      transaction: 'tx_failed',
      operations: ['op_bad_auth'],
    });
    const both = { signers: [shared, second] };
    expect(await test.send(shared, [pay(test.operator.publicKey())], both)).toMatchObject({ successful: true });
  });

  it('lets somebody else pay the fee, and finds the result by both hashes', async () => {
    const inner = await test.build(test.operator, [pay(stranger.publicKey())]);
    const bump = TransactionBuilder.buildFeeBumpTransaction(stranger, '200', inner, networkPassphrase);
    bump.sign(stranger);
    const before = await lumensOf(test.operator);
    const answer = await test.server.submitTransaction(bump);
    expect(answer).toMatchObject({ successful: true, fee_account: stranger.publicKey(), fee_charged: '200' });
    expect(Number(before) - Number(await lumensOf(test.operator))).toBeCloseTo(1, 7);
    const innerHash = Buffer.from(inner.hash()).toString('hex');
    const found = await test.server.transactions().transaction(innerHash).call();
    expect(found).toMatchObject({ hash: innerHash, inner_transaction: { hash: innerHash } });
    expect(xdr.TransactionResult.fromXdr(answer.result_xdr, 'base64').result.type).toBe('txFeeBumpInnerSuccess');
    const failing = await test.build(test.operator, [pay(Keypair.random().publicKey())]);
    const around = TransactionBuilder.buildFeeBumpTransaction(stranger, '200', failing, networkPassphrase);
    around.sign(stranger);
    const error = await failureOf(test.server.submitTransaction(around));
    expect(error.response.data.extras.result_codes).toEqual({
      transaction: 'tx_fee_bump_inner_failed',
      inner_transaction: 'tx_failed',
      operations: ['op_no_destination'],
    });
  });
});

describe('time', () => {
  it('is the clock’s: a jump closes a ledger with the new time, and old time bounds are over', async () => {
    const transaction = await test.build(test.operator, [pay(stranger.publicKey())]);
    await test.clock.advance(3_600);
    const [latest] = (await test.server.ledgers().order('desc').limit(1).call()).records;
    expect(Math.abs(Date.parse(latest?.closed_at ?? '') - test.clock.now())).toBeLessThan(5_000);
    expect(await codesOf(test.server.submitTransaction(transaction))).toMatchObject({ transaction: 'tx_too_late' });
    const hash = Buffer.from(transaction.hash()).toString('hex');
    expect(await failureOf(test.server.transactions().transaction(hash).call())).toBeInstanceOf(NotFoundError);
    const bounds = await test.server.fetchTimebounds(100);
    expect(Math.abs(Number(bounds.maxTime) - seconds() - 100)).toBeLessThan(5);
  });
});
