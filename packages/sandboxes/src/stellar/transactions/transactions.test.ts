import { Account, Asset, Keypair, Memo, Operation, TransactionBuilder, xdr } from '@stellar/stellar-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkPassphrase } from '../network.ts';
import { type Answered, codesOf, failureOf, type Harness, startHarness, usdc } from '../testing.ts';
import { decodeTransaction } from './decode-transaction.ts';

let test: Harness;
let stranger: Keypair;
beforeAll(async () => {
  test = await startHarness();
  stranger = await test.newAccount();
});
afterAll(() => test.close());

const pay = (destination: string, amount = '1', asset: Asset = Asset.native()) =>
  Operation.payment({ destination, asset, amount });
const seconds = () => Math.floor(test.clock.now() / 1000);
const sequenceOf = async (key: Keypair) => BigInt((await test.server.loadAccount(key.publicKey())).sequence);
const lumensOf = async (key: Keypair) => test.balance(key.publicKey(), 'XLM');

describe('a transaction', () => {
  it('is answered as Horizon does, with XDR that survives a round trip', async () => {
    const memo = Memo.text('twin_7');
    const transaction = await test.build(test.operator, [pay(stranger.publicKey(), '2.5')], { fee: '250', memo });
    const answer = await test.server.submitTransaction(transaction);
    const hash = Buffer.from(transaction.hash()).toString('hex');
    expect(answer).toMatchObject({
      hash,
      successful: true,
      fee_charged: '100',
      max_fee: '250',
      memo: 'twin_7',
      memo_bytes: Buffer.from('twin_7').toString('base64'),
      memo_type: 'text',
      operation_count: 1,
      envelope_xdr: transaction.toXdr(),
      source_account_sequence: transaction.sequence,
    });
    expect(xdr.TransactionResult.fromXdr(answer.result_xdr, 'base64').toXdr('base64')).toBe(answer.result_xdr);
    const found = await test.server.transactions().transaction(hash).call();
    expect(found).toMatchObject({ hash, result_xdr: answer.result_xdr, paging_token: answer.paging_token });
    // The client's type says it is a list.
    const ledger: Answered = await test.server.ledgers().ledger(answer.ledger).call();
    expect(ledger).toMatchObject({ successful_transaction_count: 1, failed_transaction_count: 0 });
    expect(xdr.LedgerHeader.fromXdr(ledger.header_xdr, 'base64')).toMatchObject({ ledgerSeq: answer.ledger });
  });

  it('handed in again is answered with the same result and moves nothing', async () => {
    const transaction = await test.build(test.operator, [pay(stranger.publicKey())]);
    const first = await test.server.submitTransaction(transaction);
    const before = await lumensOf(stranger);
    const again = await test.server.submitTransaction(transaction);
    expect([again.paging_token, again.result_xdr]).toEqual([first.paging_token, first.result_xdr]);
    expect(await lumensOf(stranger)).toBe(before);
    expect(await test.server.submitAsyncTransaction(transaction)).toMatchObject({ tx_status: 'DUPLICATE' });
  });

  it('handed in twice at once lands once', async () => {
    const before = BigInt((await lumensOf(stranger))?.replace('.', '') ?? 0);
    const transaction = await test.build(test.operator, [pay(stranger.publicKey())]);
    const answers = await Promise.all([1, 2].map(() => test.server.submitTransaction(transaction)));
    expect(new Set(answers.map(({ paging_token }) => paging_token)).size).toBe(1);
    expect(BigInt((await lumensOf(stranger))?.replace('.', '') ?? 0) - before).toBe(10_000_000n);
  });

  it('of an account that has another one waiting is not taken, and may come again', async () => {
    const sequence = (await sequenceOf(test.operator)) + 1n;
    const build = (each: bigint) => test.build(test.operator, [pay(stranger.publicKey())], { sequence: each });
    const [first, second] = [await build(sequence), await build(sequence + 1n)];
    const { ledger } = await test.sandbox.open();
    const statuses = [first, second].map((each) => ledger.submit(decodeTransaction(each.toXdr())).status);
    expect(statuses).toEqual(['pending', 'tryAgainLater']);
    await test.server.submitTransaction(first);
    expect(await test.server.submitTransaction(second)).toMatchObject({ successful: true });
  });
});

describe('refused before it enters a ledger, at no cost', () => {
  const refusedFor = async (submit: () => Promise<unknown>) => {
    const before = [await lumensOf(test.operator), await sequenceOf(test.operator)];
    const codes = await codesOf(submit());
    expect([await lumensOf(test.operator), await sequenceOf(test.operator)]).toEqual(before);
    return codes;
  };
  const one = () => [pay(stranger.publicKey())];

  it('a used or a later sequence number', async () => {
    const sequence = await sequenceOf(test.operator);
    for (const wrong of [sequence, sequence + 2n]) {
      const submission = test.build(test.operator, [pay(stranger.publicKey(), '0.7')], { sequence: wrong });
      const error = await failureOf(submission.then((built) => test.server.submitTransaction(built)));
      expect(error.getResultCodes()).toMatchObject({ transaction: 'tx_bad_seq', operations: [] });
      expect(error.response.data.extras.result_xdr).toBe('AAAAAAAAAGT////7AAAAAA==');
    }
  });

  it('a fee below the least one, also when that has risen', async () => {
    const error = await failureOf(test.send(test.operator, one(), { fee: '99' }));
    expect(error.getResultCodes().transaction).toBe('tx_insufficient_fee');
    expect(error.response.data.extras.result_xdr).toBe('AAAAAAAAAGT////3AAAAAA==');
    await test.control('POST', '/fee', { stroops: 500 });
    expect(await refusedFor(() => test.send(test.operator, one(), { fee: '400' }))).toMatchObject({
      transaction: 'tx_insufficient_fee',
    });
    expect((await test.server.feeStats()).last_ledger_base_fee).toBe('500');
    expect(await test.send(test.operator, one(), { fee: '600' })).toMatchObject({ fee_charged: '500' });
    await test.control('POST', '/fee', { stroops: 100 });
  });

  it('time bounds that are over or have not begun', async () => {
    const [late, early] = [
      { minTime: 0, maxTime: seconds() - 5 },
      { minTime: seconds() + 1000, maxTime: seconds() + 2000 },
    ];
    const error = await failureOf(test.send(test.operator, one(), { timebounds: late }));
    expect(error.response.data.extras.result_xdr).toBe('AAAAAAAAAGT////9AAAAAA==');
    expect(await refusedFor(() => test.send(test.operator, one(), { timebounds: late }))).toMatchObject({
      transaction: 'tx_too_late',
    });
    expect(await refusedFor(() => test.send(test.operator, one(), { timebounds: early }))).toMatchObject({
      transaction: 'tx_too_early',
    });
  });

  it('a missing, foreign or superfluous signature, and one for another network', async () => {
    const send = (options: Parameters<Harness['send']>[2]) =>
      refusedFor(() => test.send(test.operator, one(), options));
    expect(await send({ signers: [] })).toMatchObject({ transaction: 'tx_bad_auth' });
    expect(await send({ signers: [stranger] })).toMatchObject({ transaction: 'tx_bad_auth' });
    expect(await send({ signers: [test.operator, stranger] })).toMatchObject({ transaction: 'tx_bad_auth_extra' });
    expect(await send({ passphrase: 'Public Global Stellar Network ; September 2015' })).toMatchObject({
      transaction: 'tx_bad_auth',
    });
  });

  it('an operation in the name of somebody who has not signed', async () => {
    const theft = Operation.payment({
      destination: test.operator.publicKey(),
      asset: Asset.native(),
      amount: '1',
      source: stranger.publicKey(),
    });
    expect(await refusedFor(() => test.send(test.operator, [...one(), theft], { fee: '200' }))).toEqual({
      transaction: 'tx_failed',
      operations: ['op_success', 'op_bad_auth'],
    });
  });

  it('operations that the sandbox does not carry out', async () => {
    const data = Operation.manageData({ name: 'a', value: 'b' });
    expect(await refusedFor(() => test.send(test.operator, [data]))).toEqual({
      transaction: 'tx_failed',
      operations: ['op_not_supported'],
    });
  });

  it('an unknown account, and an empty purse', async () => {
    const nobody = Keypair.random();
    const builder = new TransactionBuilder(new Account(nobody.publicKey(), '1'), { fee: '100', networkPassphrase });
    const unknown = builder.addOperation(pay(stranger.publicKey())).setTimeout(60).build();
    unknown.sign(nobody);
    expect(await codesOf(test.server.submitTransaction(unknown))).toMatchObject({
      transaction: 'tx_no_source_account',
    });
    const poor = await test.newAccount({ xlm: '2.00002' });
    expect(await codesOf(test.send(poor, one()))).toMatchObject({ transaction: 'tx_insufficient_balance' });
  });

  it('an envelope that cannot be read', async () => {
    const body = new URLSearchParams({ tx: 'AAAAA' });
    const answer = await fetch(`${test.sandbox.url}/transactions`, { method: 'POST', body });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 400,
      type: 'https://stellar.org/horizon-errors/transaction_malformed',
      extras: { envelope_xdr: 'AAAAA' },
    });
    expect((await fetch(`${test.sandbox.url}/transactions`, { method: 'POST', body: '{}' })).status).toBe(415);
  });
});

describe('failed in a ledger', () => {
  it('pays its fee and uses up its number, and none of its operations takes effect', async () => {
    const before = { lumens: await lumensOf(test.operator), sequence: await sequenceOf(test.operator) };
    const operations = [pay(stranger.publicKey(), '5'), pay(Keypair.random().publicKey(), '5')];
    const transaction = await test.build(test.operator, operations, { fee: '200' });
    const error = await failureOf(test.server.submitTransaction(transaction));
    expect(error.getResultCodes()).toEqual({
      transaction: 'tx_failed',
      operations: ['op_success', 'op_no_destination'],
    });
    expect(await sequenceOf(test.operator)).toBe(before.sequence + 1n);
    const units = (amount: string | undefined) => BigInt(amount?.replace('.', '') ?? 0);
    expect(units(before.lumens) - units(await lumensOf(test.operator))).toBe(200n);
    const hash = Buffer.from(transaction.hash()).toString('hex');
    expect(await test.server.transactions().transaction(hash).call()).toMatchObject({ successful: false });
    // The same envelope again: the same failure, and no second fee.
    const again = await failureOf(test.server.submitTransaction(transaction));
    expect(again.response.data.extras.result_xdr).toBe(error.response.data.extras.result_xdr);
    const listed = await test.server.payments().forTransaction(hash).call();
    expect(listed.records.map((record) => record.transaction_successful)).toEqual([false, false]);
    const { records } = await test.server.payments().forAccount(stranger.publicKey()).order('desc').limit(1).call();
    expect(records[0]?.transaction_hash).not.toBe(hash);
  });

  it.each<[string, () => Promise<xdr.Operation[]>, string]>([
    ['more than there is', async () => [pay(stranger.publicKey(), '999999')], 'op_underfunded'],
    ['more tokens than there are', async () => [pay(stranger.publicKey(), '999999', usdc)], 'op_underfunded'],
    [
      'an asset that one cannot hold',
      async () => [pay(stranger.publicKey(), '1', new Asset('EUR', stranger.publicKey()))],
      'op_src_no_trust',
    ],
    ['a destination without a line', async () => [pay((await lineless()).publicKey(), '1', usdc)], 'op_no_trust'],
    [
      'a line limit below what is held',
      async () => [Operation.changeTrust({ asset: usdc, limit: '1' })],
      'op_invalid_limit',
    ],
    [
      'a line to a missing issuer',
      async () => [Operation.changeTrust({ asset: new Asset('EUR', Keypair.random().publicKey()) })],
      'op_no_issuer',
    ],
    [
      'an account that exists',
      async () => [Operation.createAccount({ destination: stranger.publicKey(), startingBalance: '5' })],
      'op_already_exists',
    ],
    [
      'an account below the reserve',
      async () => [Operation.createAccount({ destination: Keypair.random().publicKey(), startingBalance: '0.9' })],
      'op_low_reserve',
    ],
  ])('for %s', async (_name, operations, word) => {
    expect(await codesOf(test.send(test.operator, await operations()))).toEqual({
      transaction: 'tx_failed',
      operations: [word],
    });
  });

  it('when a line is full, or its account cannot afford the reserve of a new one', async () => {
    const narrow = await test.newAccount();
    await test.send(narrow, [Operation.changeTrust({ asset: usdc, limit: '10' })]);
    const failed = { transaction: 'tx_failed' };
    const tooMuch = test.send(test.operator, [pay(narrow.publicKey(), '10.0000001', usdc)]);
    expect(await codesOf(tooMuch)).toEqual({ ...failed, operations: ['op_line_full'] });
    const poor = await test.newAccount({ xlm: '2.4' });
    const another = Operation.changeTrust({ asset: new Asset('ABC', stranger.publicKey()) });
    expect(await codesOf(test.send(poor, [another]))).toEqual({ ...failed, operations: ['op_low_reserve'] });
  });

  async function lineless() {
    const key = Keypair.random();
    await test.control('POST', '/fund', { account: key.publicKey() });
    return key;
  }
});
