import { Asset, Keypair, NotFoundError, Operation } from '@stellar/stellar-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bridgeVault, faucet, marketMaker, networkPassphrase, tftIssuer, usdcIssuer } from '../network.ts';
import { type OwnKey, ownKey } from '../own-keys.ts';
import { type Answered, failureOf, type Harness, startHarness, usdc } from '../testing.ts';

let test: Harness;
let me: string;
beforeAll(async () => {
  test = await startHarness();
  me = test.operator.publicKey();
});
afterAll(() => test.close());

const pay = (destination: string, amount: string) => Operation.payment({ destination, asset: Asset.native(), amount });

describe('the server', () => {
  it('names its network, its latest ledger and the sandbox’s time', async () => {
    expect(await test.server.root()).toMatchObject({ network_passphrase: networkPassphrase });
    expect(await test.server.fetchBaseFee()).toBe(100);
    await test.clock.advance(86_400);
    const answer = await fetch(test.sandbox.url);
    expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - test.clock.now())).toBeLessThan(5_000);
    expect(answer.headers.get('latest-ledger')).toMatch(/^\d+$/);
  });

  it('knows accounts, with their balances last in lumens, and says 404 of unknown ones', async () => {
    const account = await test.server.loadAccount(me);
    expect(account.balances).toMatchObject([
      { asset_code: 'TFT', balance: '0.0000000', is_authorized: true },
      { asset_code: 'USDC', balance: '50000.0000000', limit: '922337203685.4775807' },
      { asset_type: 'native', balance: '1000.0000000' },
    ]);
    expect(account).toMatchObject({ subentry_count: 2, signers: [{ key: me, weight: 1, type: 'ed25519_public_key' }] });
    expect(await failureOf(test.server.loadAccount(Keypair.random().publicKey()))).toBeInstanceOf(NotFoundError);
    expect((await fetch(`${test.sandbox.url}/accounts/nobody`)).status).toBe(400);
    expect(await (await fetch(`${test.sandbox.url}/nowhere`)).json()).toMatchObject({
      type: 'https://stellar.org/horizon-errors/not_found',
      title: 'Resource Missing',
      status: 404,
    });
  });

  it('holds the keys of its own accounts', () => {
    const names: OwnKey[] = ['faucet', 'usdcIssuer', 'tftIssuer', 'marketMaker', 'bridgeVault'];
    const addresses = [faucet, usdcIssuer, tftIssuer, marketMaker, bridgeVault];
    expect(names.map((name) => ownKey(name).publicKey())).toEqual(addresses);
  });
});

describe('lists', () => {
  let receiver: Keypair;
  beforeAll(async () => {
    receiver = await test.newAccount();
    for (const amount of ['1', '2', '3', '4', '5']) await test.send(test.operator, [pay(receiver.publicKey(), amount)]);
  });

  it('are walked by their own links, both ways', async () => {
    const amounts = ({ records }: { records: Answered[] }) => records.map((record) => Number(record.amount));
    const all = test.server.payments().forAccount(receiver.publicKey());
    const { records } = await all.limit(1).call();
    const first = await all
      .cursor(records[0]?.paging_token ?? '')
      .limit(2)
      .order('asc')
      .call();
    expect(amounts(first)).toEqual([1, 2]);
    const second = await first.next();
    expect(amounts(second)).toEqual([3, 4]);
    const third = await second.next();
    expect(amounts(third)).toEqual([5]);
    expect(amounts(await third.next())).toEqual([]);
    expect(amounts(await second.prev())).toEqual([2, 1]);
    const newest = await test.server.payments().forAccount(receiver.publicKey()).order('desc').limit(2).call();
    expect(amounts(newest)).toEqual([5, 4]);
    const none = await test.server.payments().forAccount(receiver.publicKey()).cursor('now').call();
    expect(none.records).toEqual([]);
  });

  it('join the transactions of payments, and know those of a ledger and of a transaction', async () => {
    const newest = test.server.payments().forAccount(receiver.publicKey()).order('desc').limit(1);
    const [record] = (await newest.join('transactions').call()).records as Answered[];
    const transaction = await record.transaction();
    expect(transaction).toMatchObject({ hash: record.transaction_hash, source_account: me });
    const { records } = await test.server.operations().forLedger(transaction.ledger_attr).call();
    expect(records.map(({ id }) => id)).toContain(record.id);
    const effects = await test.server.effects().forTransaction(record.transaction_hash).call();
    expect(effects.records.map(({ type }) => type)).toEqual(['account_credited', 'account_debited']);
    expect(await test.server.operations().operation(record.id).call()).toMatchObject({ id: record.id, type_i: 1 });
  });

  it.each([
    ['limit=201', 'limit'],
    ['limit=0', 'limit'],
    ['order=up', 'order'],
    ['cursor=x', 'cursor'],
  ])('refuse %s', async (query, field) => {
    const answer = await fetch(`${test.sandbox.url}/payments?${query}`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { extras: { invalid_field: field } }]);
  });
});

describe('a stream', () => {
  it('begins at its cursor, hears of each new ledger, and goes on after a restart without gap or double', async () => {
    const receiver = await test.newAccount();
    const account = receiver.publicKey();
    const { records } = await test.server.payments().forAccount(account).order('desc').limit(1).call();
    await test.send(test.operator, [pay(account, '1')]);
    const heard: Answered[] = [];
    const close = test.server
      .payments()
      .forAccount(account)
      .cursor(records[0]?.paging_token ?? '')
      // One message for each connection: the client has to come back with its cursor.
      .limit(2)
      .stream({ onmessage: (payment) => heard.push(payment) });
    const until = (count: number) => vi.waitFor(() => expect(heard).toHaveLength(count), 20_000);
    await until(1);
    await test.send(test.operator, [pay(account, '2'), pay(account, '3')], { fee: '200' });
    await until(3);
    await test.restart();
    await test.send(test.operator, [pay(account, '4')]);
    await until(4);
    close();
    expect(heard.map(({ amount }) => Number(amount))).toEqual([1, 2, 3, 4]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(4);
  });

  it('from now on hears only what comes', async () => {
    const heard: Answered[] = [];
    const stream = test.server.payments().forAccount(me).cursor('now');
    const close = stream.stream({ onmessage: (payment) => heard.push(payment) });
    await vi.waitFor(
      async () => {
        await test.send(test.operator, [pay(me, '0.5')]);
        expect(heard.length).toBeGreaterThan(0);
      },
      { timeout: 20_000 },
    );
    close();
    expect(new Set(heard.map(({ amount }) => amount))).toEqual(new Set(['0.5000000']));
  });
});

describe('a restart', () => {
  it('goes on with the same ledgers, balances, offers, price and history', async () => {
    await test.control('POST', '/price', { tftPerUsdc: 123 });
    const answer = await test.send(test.operator, [
      Operation.manageSellOffer({ selling: usdc, buying: Asset.native(), amount: '7', price: '50' }),
    ]);
    const before = await test.server.loadAccount(me);
    await test.restart();
    const after = await test.server.loadAccount(me);
    expect([after.sequence, after.balances]).toEqual([before.sequence, before.balances]);
    expect((await test.server.offers().forAccount(me).call()).records).toMatchObject([{ amount: '7.0000000' }]);
    expect(await test.server.transactions().transaction(answer.hash).call()).toMatchObject({
      paging_token: answer.paging_token,
      result_xdr: answer.result_xdr,
    });
    expect((await test.control('GET', '/price')).body).toEqual({ tftPerUsdc: '123.0000000' });
    const [latest] = (await test.server.ledgers().order('desc').limit(1).call()).records;
    const parent: Answered = await test.server
      .ledgers()
      .ledger((latest?.sequence ?? 0) - 1)
      .call();
    expect(latest?.prev_hash).toBe(parent.hash);
    const moved = await test.send(test.operator, [pay(marketMaker, '1')]);
    expect(moved.ledger).toBeGreaterThan(answer.ledger);
  });
});
