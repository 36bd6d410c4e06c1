import { randomUUID } from 'node:crypto';
import { Keypair, Transaction } from '@stellar/stellar-sdk/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StellarSigner } from '../../packages/server/src/stellar/index.ts';
import { eventually, newPerson, type Scene, startScene, usd } from '../invariants/scene.ts';
import { equationsHold } from '../invariants/treasury-scene.ts';
import { problemOf } from './refused.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ stellar: 'signs', grid: { nodeCount: 20 } });
  await eventually(async () => {
    await scene.runJobs();
    return (await call('getTreasuryWallets')).free ?? undefined;
  });
});
afterAll(() => scene?.close());

const call: Scene['operator']['call'] = (...input) => scene.operator.call(...input);
const key = () => randomUUID();
async function refused(answer: Promise<Response>, status: number) {
  const problem = await problemOf(answer);
  expect(problem.status).toBe(status);
  return problem;
}
const account = async () => (await call('getTreasuryWallets')).stellar?.address ?? '';
const swap = (body: { spend?: string; obtain?: string; bridge?: boolean; maxSlippageBps?: number }) =>
  call('createSwap', {
    body: { bridge: true, reason: 'Float is low', maxSlippageBps: 100, ...body },
    idempotencyKey: key(),
  });
const ended = (id: string) =>
  eventually(async () => {
    await scene.runJobs();
    const found = await call('getTreasuryTransfer', { params: { id } });
    return found.endedAt ? found : undefined;
  });
const movement = (amount: string) =>
  eventually(async () => {
    await scene.runJobs();
    const { items } = await call('listTreasuryMovements', { query: { status: 'unmatched' } });
    return items.find((each) => each.amount === amount);
  });
const findings = async () => {
  const { items } = await call('listReconciliationFindings', { query: { status: 'open' } });
  return items.filter(({ source }) => source === 'treasury').map(({ kind }) => kind);
};
const tasks = async () => (await call('listTasks')).items.map(({ kind }) => kind);

describe('an exchange', () => {
  it('is quoted with its limits, path, impact and distance from the chain', async () => {
    const quote = await call('quoteSwap', { body: { spend: '100', maxSlippageBps: 100 } });
    expect(quote).toMatchObject({ sendUsdc: '100.0000000', mostUsdc: '100.0000000', bridgeFeeTft: '1.0000000' });
    const [receive, least] = [quote.receiveTft, quote.leastTft].map((text) => BigInt(text.replace('.', '')));
    expect(least).toBe(((receive ?? 0n) * 99n) / 100n);
    expect([quote.impactBps >= 0, Math.abs(quote.fromChainBps) < 100]).toEqual([true, true]);
    const wanted = await call('quoteSwap', { body: { obtain: '1000', maxSlippageBps: 0 } });
    expect(wanted).toMatchObject({ receiveTft: '1000.0000000', leastTft: '1000.0000000', mostUsdc: wanted.sendUsdc });
  });

  it('goes over the bridge to the chain, every step with its hash; books and account agree', async () => {
    const before = await call('getTreasuryWallets');
    const idempotencyKey = key();
    const body = { spend: '100', bridge: true, maxSlippageBps: 100, reason: 'Float is low' };
    const first = await call('createSwap', { body, idempotencyKey });
    expect((await call('createSwap', { body, idempotencyKey })).id).toBe(first.id);
    const done = await ended(first.id);
    expect(done).toMatchObject({
      status: 'completed',
      spentUsdc: '100.0000000',
      bridgeFeeTft: '1.0000000',
      toSign: null,
    });
    expect(done.steps.map(({ kind, state, sent }) => [kind, state, sent])).toEqual([
      ['swap', 'done', 1],
      ['deposit', 'done', 1],
      ['mint', 'done', 0],
    ]);
    expect(done.steps[2]?.hash).toBe(done.steps[1]?.hash);
    const landed = await scene.control.get<{ items: { hash: string }[] }>('/stellar/transactions');
    const hashes = landed.items.map(({ hash }) => hash);
    expect(done.steps.every(({ hash }) => hashes.includes(hash ?? ''))).toBe(true);
    const after = await call('getTreasuryWallets');
    expect([before.stellar?.usdc?.held, after.stellar?.usdc?.held]).toEqual(['50000.0000000', '49900.0000000']);
    const accounts = await call('getTreasuryAccounts');
    expect(accounts.usdc).toMatchObject({ in: '50000.0000000', here: '49900.0000000', difference: '0.0000000' });
    expect(accounts.tft).toMatchObject({
      bought: done.deliveredTft,
      delivered: done.creditedTft,
      difference: '0.0000000',
    });
    expect(accounts.networkFeesXlm).toBe(done.networkFeesXlm);
    const { items } = await call('listAudit', { query: { action: 'treasury.swap_started' } });
    expect(items).toHaveLength(1);
  });

  it('of two operators at once takes what is there once', async () => {
    const { free } = await call('getTreasuryWallets');
    const most = free?.usdc ?? '';
    const both = await Promise.allSettled([swap({ spend: most, bridge: false }), swap({ spend: most, bridge: false })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const started = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []));
    // All of it at once would move the price too far: nothing is exchanged, and it is free again.
    const end = await ended(started[0] ?? '');
    expect(end).toMatchObject({ status: 'failed', spentUsdc: null });
    expect((await call('getTreasuryWallets')).free?.usdc).toBe(most);
    expect((await call('listNotifications')).items.map(({ title }) => title)).toContain(
      'A transfer of the treasury failed',
    );
  });

  it('is refused with the field at fault, without a key, and beyond what is there', async () => {
    const bodies: [object, string][] = [
      [{ spend: '1', obtain: '1' }, 'spend'],
      [{}, 'spend'],
      [{ spend: '0' }, 'spend'],
      [{ spend: '1.12345678' }, 'spend'],
      [{ spend: '1', maxSlippageBps: 501 }, 'maxSlippageBps'],
    ];
    for (const [order, path] of bodies) {
      const problem = await refused(
        scene.operator.raw(
          'POST',
          '/treasury/swaps',
          { bridge: true, reason: 'x', ...order },
          { 'idempotency-key': key() },
        ),
        400,
      );
      expect(problem.errors?.[0]?.path).toBe(path);
    }
    const body = { spend: '1', bridge: true, reason: 'x' };
    expect(await refused(scene.operator.raw('POST', '/treasury/swaps', body), 400)).toMatchObject({
      code: 'idempotency_key_required',
    });
    const much = scene.operator.raw(
      'POST',
      '/treasury/swaps',
      { ...body, spend: '60000' },
      { 'idempotency-key': key() },
    );
    expect(await refused(much, 409)).toMatchObject({ code: 'wallet_too_small' });
    const stranger = await newPerson(scene.house);
    expect(await refused(stranger.raw('GET', '/treasury/wallets'), 403)).toMatchObject({ code: 'forbidden' });
    expect(await refused(scene.operator.raw('GET', `/treasury/transfers/${randomUUID()}`), 404)).toMatchObject({
      code: 'not_found',
    });
  });

  it('is not quoted while Stellar is silent or far from the chain', async () => {
    const quote = () => scene.operator.raw('POST', '/treasury/swaps/quote', { spend: '10' });
    await scene.control.post('/stellar/faults', { kind: 'error503', route: 'GET /paths/*', count: 2 });
    expect(await refused(quote(), 503)).toMatchObject({ code: 'temporarily_unavailable' });
    await scene.control.post('/stellar/price', { tftPerUsdc: '70' });
    expect(await refused(quote(), 422)).toMatchObject({ code: 'price_out_of_bounds' });
    await scene.control.post('/stellar/price', { tftPerUsdc: '100' });
  });
});

describe('back to Stellar and there again', () => {
  it('the trustline is looked at first, then the burn is paid out and can be deposited anew', async () => {
    const move = (kind: 'deposit' | 'withdrawal', amount: string) =>
      call('createTreasuryTransfer', { body: { kind, amount, reason: 'Try' }, idempotencyKey: key() });
    const little = scene.operator.raw(
      'POST',
      '/treasury/transfers',
      { kind: 'withdrawal', amount: '3', reason: 'x' },
      { 'idempotency-key': key() },
    );
    expect((await refused(little, 400)).errors?.[0]?.path).toBe('amount');
    const back = await ended((await move('withdrawal', '50')).id);
    expect(back).toMatchObject({ status: 'completed', bridgeFeeTft: '1.0000000', creditedTft: '49.0000000' });
    expect(back.steps.map(({ kind, state }) => [kind, state])).toEqual([
      ['burn', 'done'],
      ['payout', 'done'],
    ]);
    const there = await ended((await move('deposit', '49')).id);
    expect(there).toMatchObject({ status: 'completed', creditedTft: '48.0000000' });
    const { adapters } = scene.house.marketplace;
    const { horizon } = adapters.treasury;
    const full = horizon.account;
    horizon.account = async (address) => {
      const found = await full(address);
      return found && { ...found, balances: found.balances.filter(({ asset }) => !asset.startsWith('TFT:')) };
    };
    const bare = scene.operator.raw(
      'POST',
      '/treasury/transfers',
      { kind: 'withdrawal', amount: '50', reason: 'x' },
      { 'idempotency-key': key() },
    );
    expect(await refused(bare, 409)).toMatchObject({ code: 'trustline_missing' });
    horizon.account = full;
    await equationsHold(scene.store.db);
  });
});

describe('what comes in', () => {
  it('as it was recorded before is taken for that purchase', async () => {
    const boughtAt = new Date(scene.house.sandboxes.clock.now() - 3_600_000).toISOString();
    const lot = await call('createTreasuryLot', {
      body: { asset: 'USDC', amount: '321', cost: usd('323.50'), boughtAt, reference: 'Order 7' },
      idempotencyKey: key(),
    });
    expect(lot).toMatchObject({ arrivedAt: null, left: '321.0000000' });
    await scene.control.post('/stellar/fund', { account: await account(), usdc: '321' });
    await eventually(async () => {
      await scene.runJobs();
      const { items } = await call('listTreasuryLots', { query: { asset: 'USDC' } });
      return items.find(({ id }) => id === lot.id)?.arrivedAt ?? undefined;
    });
    expect((await call('getTreasuryAccounts')).usdc).toMatchObject({ difference: '0.0000000' });
  });

  it('and goes out without anybody here having started it is a finding and a task until it is explained', async () => {
    await scene.control.post('/stellar/fund', { account: await account(), usdc: '12.5', tft: '30' });
    const [usdc, tft] = [await movement('12.5000000'), await movement('30.0000000')];
    await eventually(async () => ((await findings()).length === 2 ? true : undefined));
    expect((await tasks()).filter((kind) => kind === 'movement_unexplained')).toHaveLength(2);
    const explain = (id: string, dollars: string) =>
      call('explainTreasuryMovement', { params: { id }, body: { dollars: usd(dollars), explanation: 'A gift' } });
    expect(await explain(tft.id, '0.30')).toMatchObject({ status: 'explained', explanation: 'A gift' });
    const again = scene.operator.raw('POST', `/treasury/movements/${tft.id}/explanation`, {
      dollars: usd('1'),
      explanation: 'x',
    });
    expect(await refused(again, 409)).toMatchObject({ code: 'movement_explained' });
    await call('createTreasuryLot', {
      body: { asset: 'USDC', amount: '12.5', cost: usd('12.60'), boughtAt: usdc.at, reference: 'Order 8' },
      idempotencyKey: key(),
    });
    await eventually(async () => {
      await scene.runJobs();
      return (await findings()).length === 0 || undefined;
    });
    expect(await tasks()).not.toContain('movement_unexplained');
    await equationsHold(scene.store.db);
  });
});

it('in watch-only mode a person signs exactly the stored transaction, and nothing else is taken', async () => {
  const { treasury } = scene.house.marketplace.adapters as { treasury: { signer: StellarSigner | undefined } };
  const { signer } = treasury;
  treasury.signer = undefined;
  const { id } = await swap({ spend: '20', bridge: false });
  const { toSign } = await eventually(async () => {
    await scene.runJobs();
    const found = await call('getTreasuryTransfer', { params: { id } });
    return found.toSign ? found : undefined;
  });
  if (!toSign) throw new Error('nothing waits for a signature');
  expect(toSign.summary).toContain('exchanges 20.0000000 USDC for at least');
  const mine = Keypair.fromSecret(scene.house.stellarSecret ?? '');
  const signedBy = (who: Keypair, xdr = toSign.unsignedXdr) => {
    const transaction = new Transaction(xdr, toSign.passphrase);
    transaction.sign(who);
    return transaction.toXdr();
  };
  const hand = (envelopeXdr: string) =>
    scene.operator.raw('POST', `/treasury/transfers/${id}/signature`, { envelopeXdr });
  expect((await refused(hand('nonsense'), 400)).errors?.[0]?.path).toBe('envelopeXdr');
  expect(await refused(hand(signedBy(Keypair.random())), 422)).toMatchObject({ code: 'signed_transaction_differs' });
  const [other] = await scene.store.db
    .selectFrom('stellar_submissions')
    .select('unsigned_xdr')
    .where('transfer_id', '<>', id)
    .execute();
  expect(await refused(hand(signedBy(mine, other?.unsigned_xdr)), 422)).toMatchObject({
    code: 'signed_transaction_differs',
  });
  await call('signTreasuryTransfer', { params: { id }, body: { envelopeXdr: signedBy(mine) } });
  expect(await ended(id)).toMatchObject({ status: 'completed', spentUsdc: '20.0000000' });
  expect(await refused(hand(signedBy(mine)), 409)).toMatchObject({ code: 'not_awaiting_signature' });
  treasury.signer = signer;
});

it('lists go on where they were, filter, and come as CSV', async () => {
  const first = await call('listTreasuryTransfers', { query: { limit: 1 } });
  const second = await call('listTreasuryTransfers', { query: { limit: 1, cursor: first.nextCursor ?? '' } });
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  const failed = await call('listSwaps', { query: { status: 'failed' } });
  expect(failed.items.every(({ status, kind }) => status === 'failed' && kind === 'funding')).toBe(true);
  for (const path of ['transfers', 'swaps', 'lots', 'movements']) {
    const response = await scene.operator.raw('GET', `/treasury/${path}?format=csv`);
    expect([response.status, (await response.text()).split('\r\n').length > 2]).toEqual([200, true]);
  }
});

it('the secret stands in no answer, log line or row', async () => {
  const secret = scene.house.stellarSecret ?? 'none';
  const dump = await scene.admin.query(
    "select string_agg(t::text, '') as text from (select s::text as t from stellar_submissions s union all select c::text from chain_facts c union all select a::text from audit_log a) x",
  );
  expect(secret).toMatch(/^S[A-Z2-7]{55}$/);
  expect(dump.rows[0].text).not.toContain(secret);
  const { treasury, config } = scene.house.marketplace.adapters;
  expect(JSON.stringify([treasury, config])).not.toContain(secret);
});
