import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Asset, Keypair, Memo, Operation } from '@stellar/stellar-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signerOf, startTestChain, type TestChain } from '../../tfgrid/chain/test-chain.ts';
import { customer, customerTwin, farmer, stranger } from '../../tfgrid/chain/test-genesis.ts';
import { bridgeVault } from '../network.ts';
import { type Answered, type Harness, startHarness, tft, usdc } from '../testing.ts';
import { openVaultPayments } from './payments.ts';

const whole = 10_000_000n;
let chain: TestChain;
let test: Harness;
let me: Keypair;

beforeAll(async () => {
  chain = await startTestChain();
  const { access, bridge } = chain.chain;
  test = await startHarness({ clock: chain.clock, grid: { access, bridge } });
  me = await test.newAccount({ tft: '10000' });
});
afterAll(async () => {
  await test.close();
  await chain.close();
});
beforeEach(() => test.control('POST', '/bridge', { mode: 'normal' }));

const pay = (amount: string, asset: Asset = tft, more: { source?: string } = {}) =>
  Operation.payment({ destination: bridgeVault, asset, amount, ...more });
const deposit = async (amount: string, memo: Memo | undefined, from = me): Promise<string> =>
  (await test.send(from, [pay(amount)], { memo })).hash;
const free = ({ publicKey }: { publicKey: Uint8Array }) => chain.chain.access.balance(publicKey).freeUnits;
const bytes = (text: string) => new TextEncoder().encode(text);
const held = async (account: string) => test.balance(account, 'TFT');

/** An entry of the bridge's pallet, as a client of the chain reads it by the hash of the Stellar transaction. */
async function onChain(item: string, key: Uint8Array | bigint): Promise<Answered> {
  const query = chain.api.query.TFTBridgeModule?.[item];
  return query?.getValue(key, { at: 'best' });
}
const minted = (hash: string) =>
  vi.waitFor(async () => {
    const found = await onChain('ExecutedMintTransactions', bytes(hash));
    expect(found).toBeDefined();
    return found;
  }, 10_000);
/** Resolves when the bridge has worked through everything that came before. */
async function settled(): Promise<void> {
  await minted(await deposit('2', Memo.text(`twin_${8}`)));
}

describe('a deposit', () => {
  it('is minted to the twin of its memo: the gross amount by the hash, the amount less the fee on the account', async () => {
    const before = free(customer);
    const events: Answered[] = [];
    const forget = chain.chain.access.onEvent((event) => {
      if (event.name === 'MintCompleted' && event.finalized) events.push(event.value);
    });
    const hash = await deposit('250.5', Memo.text(`twin_${customerTwin}`));
    const found = await minted(hash);
    expect(found).toMatchObject({ amount: 2_505_000_000n, votes: 1 });
    expect(free(customer) - before).toBe(2_505_000_000n - whole);
    await vi.waitFor(() => expect(events).toHaveLength(1), 5_000);
    forget();
    const [[transaction, id]] = events;
    expect(transaction.amount).toBe(2_505_000_000n);
    // The hash comes as the 64 characters of its hex.
    expect(Buffer.from(id).toString()).toBe(hash);
  });

  it('for a farm goes to the farmer, for a node to its twin', async () => {
    const before = free(farmer);
    await minted(await deposit('3', Memo.text('farm_1')));
    expect(free(farmer) - before).toBe(2n * whole);
    const hash = await deposit('3', Memo.text('node_11'));
    expect((await minted(hash)).amount).toBe(3n * whole);
  });

  it('in several payments of one sender counts once, with their sum', async () => {
    const memo = Memo.text(`twin_${customerTwin}`);
    const { hash } = await test.send(me, [pay('3'), pay('4.5')], { memo, fee: '200' });
    expect((await minted(hash)).amount).toBe(75_000_000n);
  });

  it('paid by a fee bump or beside payments to others is minted too', async () => {
    const other = Operation.payment({ destination: test.operator.publicKey(), asset: tft, amount: '1' });
    const memo = Memo.text(`twin_${customerTwin}`);
    const { hash } = await test.send(me, [other, pay('5')], { memo, fee: '200' });
    expect((await minted(hash)).amount).toBe(5n * whole);
  });
});

describe('what cannot be minted', () => {
  it.each<[string, string, Memo | undefined]>([
    ['no memo', '7', undefined],
    ['a memo that names nothing', '7', Memo.text('hello')],
    ['two underscores', '7', Memo.text('twin_7_7')],
    ['an unknown twin', '7', Memo.text('twin_999999')],
    ['an unknown kind', '7', Memo.text('contract_7')],
    ['an id memo', '7', Memo.id('7')],
    ['no more than the fee', '1', Memo.text(`twin_${customerTwin}`)],
  ])('comes back whole, with the hash it returns: %s', async (_name, amount, memo) => {
    const before = await held(me.publicKey());
    const hash = await deposit(amount, memo);
    await vi.waitFor(async () => expect(await held(me.publicKey())).toBe(before), 10_000);
    const [refund] = (await test.server.transactions().forAccount(bridgeVault).order('desc').limit(1).call()).records;
    expect(refund).toMatchObject({
      source_account: bridgeVault,
      memo_type: 'return',
      memo: Buffer.from(hash, 'hex').toString('base64'),
    });
    await vi.waitFor(
      async () =>
        expect(await onChain('ExecutedRefundTransactions', bytes(hash))).toMatchObject({
          amount: BigInt(amount) * whole,
          signatures: [expect.anything()],
        }),
      10_000,
    );
    expect(await onChain('ExecutedMintTransactions', bytes(hash))).toBeUndefined();
  });

  it('comes back to one sender only when there are several', async () => {
    const other = await test.newAccount({ tft: '100' });
    const operations = [pay('6'), pay('9', tft, { source: other.publicKey() })];
    const options = { memo: Memo.text(`twin_${customerTwin}`), fee: '200', signers: [me, other] };
    const before = await held(me.publicKey());
    await test.send(me, operations, options);
    await vi.waitFor(async () => expect(await held(me.publicKey())).toBe(before), 10_000);
    await settled();
    expect(await held(other.publicKey())).toBe('91.0000000');
  });

  it('is silently lost when any operation is not a payment: no mint and no refund', async () => {
    const payer = await test.newAccount({ usdc: '100', tft: '100' });
    const swapInto = Operation.pathPaymentStrictSend({
      sendAsset: usdc,
      sendAmount: '10',
      destination: bridgeVault,
      destAsset: tft,
      destMin: '1',
      path: [],
    });
    const trust = Operation.changeTrust({ asset: usdc, limit: '1000' });
    const memo = Memo.text(`twin_${customerTwin}`);
    const lost = [
      (await test.send(payer, [swapInto], { memo })).hash,
      (await test.send(payer, [pay('5'), trust], { memo, fee: '200' })).hash,
    ];
    await settled();
    for (const hash of lost) {
      expect(await onChain('ExecutedMintTransactions', bytes(hash))).toBeUndefined();
    }
    expect(await held(payer.publicKey())).toBe('95.0000000');
  });

  it('is passed over when it is itself a return, or brings no TFT', async () => {
    const payer = await test.newAccount({ tft: '100' });
    await deposit('5', Memo.return('ab'.repeat(32)), payer);
    await test.send(payer, [pay('5', Asset.native())], { memo: Memo.text(`twin_${customerTwin}`) });
    await settled();
    expect(await held(payer.publicKey())).toBe('95.0000000');
  });
});

describe('a withdrawal', () => {
  const withdraw = async (target: string, units: bigint): Promise<bigint> => {
    const call = chain.api.tx.TFTBridgeModule?.swap_to_stellar;
    const outcome: Answered = await call?.({ target_stellar_address: bytes(target), amount: units }).signAndSubmit(
      signerOf(stranger),
    );
    expect(outcome.ok).toBe(true);
    const created = outcome.events.find(({ value }: Answered) => value.type === 'BurnTransactionCreated');
    return created.value.value[0];
  };
  const executed = (id: bigint) =>
    vi.waitFor(async () => {
      const found = await onChain('ExecutedBurnTransactions', id);
      expect(found).toBeDefined();
      return found;
    }, 10_000);

  it('is paid out less the fee, without a memo', async () => {
    const target = await test.newAccount();
    const burn = await executed(await withdraw(target.publicKey(), 30n * whole));
    expect(burn).toMatchObject({ amount: 29n * whole, signatures: [expect.anything()] });
    expect(await held(target.publicKey())).toBe('29.0000000');
    const { records } = await test.server.transactions().forAccount(target.publicKey()).order('desc').limit(1).call();
    expect(records[0]).toMatchObject({ source_account: bridgeVault, memo_type: 'none' });
  });

  it('to an account that cannot hold TFT is minted back, and costs the deposit fee too', async () => {
    const before = free(stranger);
    const id = await withdraw(Keypair.random().publicKey(), 30n * whole);
    await executed(id);
    expect(await onChain('ExecutedMintTransactions', bytes(`refund-${id}`))).toMatchObject({ amount: 29n * whole });
    const lost = before - free(stranger);
    expect(lost).toBeGreaterThanOrEqual(2n * whole);
    expect(lost).toBeLessThan(2n * whole + whole / 100n);
  });
});

describe('on hold', () => {
  it('nothing is minted; afterwards everything is, once, also over a restart', async () => {
    await test.control('POST', '/bridge', { mode: 'hold' });
    const before = free(customer);
    const memo = Memo.text(`twin_${customerTwin}`);
    const hashes = [await deposit('11', memo), await deposit('12', memo)];
    const lost = await deposit('13', undefined);
    await chain.blocks(4);
    expect(free(customer)).toBe(before);
    await test.restart();
    expect((await test.control('GET', '/bridge')).body).toEqual({ mode: 'hold', vault: bridgeVault });
    const beforeRefund = Number(await held(me.publicKey()));
    await test.control('POST', '/bridge', { mode: 'normal' });
    for (const hash of hashes) await minted(hash);
    await vi.waitFor(async () => expect(Number(await held(me.publicKey()))).toBe(beforeRefund + 13), 10_000);
    expect(free(customer) - before).toBe(21n * whole);
    // Another start finds nothing to do.
    await test.restart();
    await settled();
    expect(free(customer) - before).toBe(21n * whole);
    expect(await onChain('ExecutedMintTransactions', bytes(lost))).toBeUndefined();
  });
});

describe('nothing happens twice', () => {
  it('when the bridge forgets how far it was', async () => {
    await settled();
    const before = [free(customer), free(stranger), await held(me.publicKey()), await held(bridgeVault)];
    const state = new DatabaseSync(join(test.dataDir, 'stellar.sqlite'));
    state.exec(`update bridge set cursor = '0'`);
    await test.send(me, [pay('1', Asset.native())]);
    await vi.waitFor(() => {
      const { cursor } = state.prepare('select cursor from bridge').get() ?? {};
      expect(BigInt(String(cursor))).toBeGreaterThan(0n);
    }, 10_000);
    state.close();
    await chain.blocks(3);
    const after = [free(customer), free(stranger), await held(me.publicKey()), await held(bridgeVault)];
    expect(after).toEqual(before);
  });

  it('when a payment is asked for again', async () => {
    await settled();
    const { ledger } = await test.sandbox.open();
    const payments = openVaultPayments(new DatabaseSync(':memory:'), ledger);
    const order = { id: 'burn:1', target: me.publicKey(), units: 5n * whole };
    const before = Number(await held(me.publicKey()));
    const votes: unknown[] = [];
    const vote = async (signature: unknown) => void votes.push(signature);
    await payments.pay(order, vote);
    await payments.pay(order, vote);
    expect(votes).toHaveLength(1);
    expect(Number(await held(me.publicKey())) - before).toBeCloseTo(5, 6);
  });
});
