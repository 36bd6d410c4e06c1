import { Asset, Keypair, Operation, StrKey } from '@stellar/stellar-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bridgeVault, tft as tftName } from './network.ts';
import { codesOf, failureOf, type Harness, startHarness, tft, usdc } from './testing.ts';

let test: Harness;
let me: string;
beforeAll(async () => {
  test = await startHarness();
  me = test.operator.publicKey();
});
afterAll(() => test.close());

const pay = (amount: string) => Operation.payment({ destination: bridgeVault, asset: Asset.native(), amount });
const hashOf = (transaction: { hash(): Uint8Array }) => Buffer.from(transaction.hash()).toString('hex');
const fault = (kind: string, more: object = {}) => test.control('POST', '/faults', { kind, ...more });

describe('faults', () => {
  afterEach(async () => {
    expect((await test.control('GET', '/faults')).body).toEqual({ items: [] });
  });

  it('timeoutAfterEffect: 504 with the hash, and the transaction is there', async () => {
    await fault('timeoutAfterEffect');
    const transaction = await test.build(test.operator, [pay('1')]);
    const error = await failureOf(test.server.submitTransaction(transaction));
    expect(error.response).toMatchObject({
      status: 504,
      data: { type: 'https://stellar.org/horizon-errors/transaction_submission_timeout' },
    });
    expect(error.response.data.extras).toEqual({ hash: hashOf(transaction), envelope_xdr: transaction.toXdr() });
    const found = await test.server.transactions().transaction(hashOf(transaction)).call();
    expect(found.successful).toBe(true);
    // The same envelope once more: its result, and no second payment.
    const before = await test.balance(me, 'XLM');
    expect(await test.server.submitTransaction(transaction)).toMatchObject({ result_xdr: found.result_xdr });
    expect(await test.balance(me, 'XLM')).toBe(before);
  });

  it('timeoutBeforeEffect: 504, and the transaction is nowhere until it is sent again', async () => {
    await fault('timeoutBeforeEffect');
    const transaction = await test.build(test.operator, [pay('1')]);
    expect((await failureOf(test.server.submitTransaction(transaction))).response.status).toBe(504);
    const lookUp = () => test.server.transactions().transaction(hashOf(transaction)).call();
    expect((await failureOf(lookUp())).response.status).toBe(404);
    expect(await test.server.submitTransaction(transaction)).toMatchObject({ successful: true });
    expect((await lookUp()).successful).toBe(true);
  });

  it('priceJump: what was quoted before is not to be had any more', async () => {
    const [quote] = (await test.server.strictSendPaths(usdc, '20', [tft]).call()).records;
    await fault('priceJump', { percent: 5 });
    const swap = Operation.pathPaymentStrictSend({
      sendAsset: usdc,
      sendAmount: '20',
      destination: me,
      destAsset: tft,
      destMin: quote?.destination_amount ?? '',
      path: [],
    });
    expect(await codesOf(test.send(test.operator, [swap]))).toMatchObject({ operations: ['op_under_dest_min'] });
    expect((await test.control('GET', '/price')).body).toEqual({ tftPerUsdc: '95.0000000' });
  });

  it('error503 and error429: refused without effect, as often as asked, on the route that is named', async () => {
    await fault('error503', { count: 2 });
    const transaction = await test.build(test.operator, [pay('1')]);
    for (let time = 0; time < 2; time += 1) {
      expect((await failureOf(test.server.submitTransaction(transaction))).response.status).toBe(503);
    }
    await fault('error429', { route: 'GET /paths/*' });
    expect((await failureOf(test.server.strictSendPaths(usdc, '1', [tft]).call())).response.status).toBe(429);
    expect(await test.server.submitTransaction(transaction)).toMatchObject({ successful: true });
  });

  it('slow: the answer waits', async () => {
    await fault('slow', { ms: 60 });
    const began = performance.now();
    await test.send(test.operator, [pay('1')]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(60);
  });

  it('strike submissions without waiting too, and can be taken away', async () => {
    await fault('timeoutAfterEffect');
    const transaction = await test.build(test.operator, [pay('1')]);
    expect((await failureOf(test.server.submitAsyncTransaction(transaction))).response.status).toBe(504);
    expect(await test.server.submitTransaction(transaction)).toMatchObject({ successful: true });
    await fault('error503', { count: 5 });
    await test.control('DELETE', '/faults');
    expect(await test.send(test.operator, [pay('1')])).toMatchObject({ successful: true });
  });
});

describe('funds', () => {
  it('make an account, and bring tokens once it can hold them', async () => {
    const key = Keypair.random();
    const account = key.publicKey();
    await test.control('POST', '/fund', { account, xlm: 20 });
    const refused = await test.control('POST', '/fund', { account, usdc: 5 });
    expect(refused).toMatchObject({ status: 400, body: { field: 'account' } });
    expect(refused.body.message).toContain('op_no_trust');
    await test.send(key, [Operation.changeTrust({ asset: usdc })]);
    const { body } = await test.control('POST', '/fund', { account, usdc: '5.25', xlm: '1' });
    const { records } = await test.server.payments().forTransaction(body.hash).call();
    expect(records.map((record) => record.type)).toEqual(['payment', 'payment']);
    expect(await test.balance(account, 'USDC')).toBe('5.2500000');
    expect(await test.balance(account, 'XLM')).toBe('20.9999900');
  });

  it('come one after the other when they are asked for at once', async () => {
    const keys = [1, 2, 3].map(() => Keypair.random().publicKey());
    const answers = await Promise.all(keys.map((account) => test.control('POST', '/fund', { account })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe('the explorer', () => {
  it('names the sandbox’s own accounts and the newest transactions', async () => {
    const { body } = await test.control('GET', '/accounts');
    const own = body.items.filter(({ name }: { name: string | null }) => name !== null);
    expect(own.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Bridge vault',
      'Faucet',
      'Market maker',
      'Operator',
      'TFT issuer',
      'USDC issuer',
    ]);
    expect(body.items.every(({ account }: { account: string }) => StrKey.isValidEd25519PublicKey(account))).toBe(true);
    await test.send(test.operator, [pay('1')]);
    const { body: listed } = await test.control('GET', '/transactions');
    expect(listed.items[0]).toMatchObject({ source: me, successful: true, operations: [{ type: 'payment' }] });
    expect((await test.control('GET', '/')).body).toMatchObject({ tft: tftName, bridge: null });
  });
});

it.each([
  ['/price', { tftPerUsdc: 0 }],
  ['/price', { tftPerUsdc: '1.12345678' }],
  ['/faults', { kind: 'earthquake' }],
  ['/faults', { kind: 'slow', route: 'paths' }],
  ['/fund', { account: 'me' }],
  ['/bridge', { mode: 'off' }],
])('refuses %s %j', async (path, body) => {
  expect((await test.control('POST', path, body)).status).toBe(400);
});

it('has no bridge to hold without the grid', async () => {
  expect((await test.control('POST', '/bridge', { mode: 'hold' })).status).toBe(409);
});
