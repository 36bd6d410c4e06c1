import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../clock.ts';
import { signerOf, startTestChain, type TestChain } from './test-chain.ts';
import { customer, gibibyte, hashOfText, stranger } from './test-genesis.ts';

const used = { cru: 2, mru: 4 * gibibyte, sru: 50 * gibibyte, hru: 0 };
const hourSeconds = 3600;

let test: TestChain;
const signer = signerOf(customer);

describe('a chain that polkadot-api connects to', () => {
  beforeEach(async () => {
    test = await startTestChain();
  });
  afterEach(() => test.close());

  it('names itself and answers reads', async () => {
    const { genesisHash, properties } = await test.client.getChainSpecData();
    expect(genesisHash).toMatch(/^0x[0-9a-f]{64}$/);
    expect(properties).toEqual({ ss58Format: 42, tokenDecimals: 7, tokenSymbol: 'TFT' });
    const { TfgridModule, SmartContractModule } = test.api.query;
    expect(await TfgridModule?.Nodes?.getValue(11)).toMatchObject({ id: 11, farm_id: 1, twin_id: 111 });
    expect(await TfgridModule?.Nodes?.getEntries()).toHaveLength(5);
    expect(await TfgridModule?.TwinIdByAccountID?.getValue(customer.address)).toBe(7);
    expect(await SmartContractModule?.Contracts?.getValue(1n)).toBeUndefined();
    expect(await SmartContractModule?.BillingFrequency?.getValue()).toBe(600n);
    expect(await test.api.constants.Balances?.ExistentialDeposit?.()).toBe(500n);
  });

  it('moves money and takes 0.001 TFT and one unit per byte for it', async () => {
    const before = test.chain.access.balance(customer.publicKey).freeUnits;
    const transfer = test.api.tx.Balances?.transfer_keep_alive?.({
      dest: { type: 'Id', value: stranger.address },
      value: 5_000_000n,
    });
    const estimate = await transfer?.getEstimatedFees(customer.address);
    const result = await transfer?.signAndSubmit(signer);
    expect(result?.ok).toBe(true);
    const paid = result?.events.find(({ value }) => value.type === 'TransactionFeePaid')?.value.value.actual_fee;
    expect(paid).toBeGreaterThan(10_000n);
    expect(paid).toBe(estimate);
    expect(test.chain.access.balance(customer.publicKey).freeUnits).toBe(before - 5_000_000n - paid);
  });

  it('creates a contract that is found again by node and hash, and refuses its double', async () => {
    const first = await test.machine('a', 1).signAndSubmit(signer);
    expect(first.ok).toBe(true);
    const created = first.events.find(({ value }) => value.type === 'ContractCreated')?.value.value;
    expect(created).toMatchObject({
      contract_id: 1n,
      twin_id: 7,
      contract_type: { value: { node_id: 11, public_ips: 1 } },
    });
    const found = test.api.query.SmartContractModule?.ContractIDByNodeIDAndHash;
    expect(await found?.getValue(11, hashOfText('a'))).toBe(1n);
    const second = await test.machine('a').signAndSubmit(signer);
    expect(second).toMatchObject({
      ok: false,
      dispatchError: { type: 'Module', value: { type: 'SmartContractModule', value: { type: 'ContractIsNotUnique' } } },
    });
    expect(test.chain.access.contract(1)).toMatchObject({
      type: 'node',
      nodeId: 11,
      publicIps: [{ ip: '185.69.167.10/24' }],
    });
  });

  it('keeps a later nonce until its turn has come', async () => {
    const later = test.machine('b').signAndSubmit(signer, { nonce: 1 });
    await test.blocks(3);
    expect(test.chain.access.contracts()).toHaveLength(0);
    const earlier = test.machine('a').signAndSubmit(signer, { nonce: 0 });
    const [a, b] = await Promise.all([earlier, later]);
    expect([a.ok, b.ok]).toEqual([true, true]);
    expect(a.block.number).toBeLessThanOrEqual(b.block.number);
  });

  it('refuses a used nonce, a foreign signature and an empty purse before inclusion', async () => {
    await test.machine('a').signAndSubmit(signer);
    await expect(test.machine('b').signAndSubmit(signer, { nonce: 0 })).rejects.toThrow(/Stale/);
    const forged = await test.machine('b').sign(signer);
    // Inside the signature, which begins after length, version, address and kind: 2 + 1 + 33 + 1 bytes.
    forged[40] = (forged[40] ?? 0) ^ 1;
    await expect(test.client.submit(forged)).rejects.toThrow(/BadProof/);
    const { freeUnits } = test.chain.access.balance(stranger.publicKey);
    await expect(test.machine('b').signAndSubmit(signerOf(stranger), { tip: freeUnits })).rejects.toThrow(/Payment/);
    expect(test.chain.access.contracts()).toHaveLength(1);
  });

  it('lets a mortal transaction die with its era', async () => {
    const signed = await test.machine('a').sign(signer, { mortality: { mortal: true, period: 4 } });
    await test.blocks(8);
    await expect(test.client.submit(signed)).rejects.toThrow(/BadProof/);
    expect(test.chain.access.contracts()).toHaveLength(0);
  });

  it('tells of every event at inclusion and again when it is final', async () => {
    const seen: string[] = [];
    test.chain.access.onEvent(({ pallet, name, finalized }) => {
      if (pallet === 'SmartContractModule') seen.push(`${name} ${finalized}`);
    });
    await test.machine('a').signAndSubmit(signer);
    expect(seen).toEqual(['ContractCreated false', 'ContractCreated true']);
  });
});

describe('time', () => {
  beforeEach(async () => {
    test = await startTestChain();
    await test.clock.freeze(true);
    await test.blocks(1);
  });
  afterEach(() => test.close());

  it('bills three hours three times when the clock jumps by three hours', async () => {
    await test.machine('a').signAndSubmit(signer);
    await test.chain.access.reportContractResources(11, 1, used);
    const billed: unknown[] = [];
    test.chain.access.onEvent(({ name, value, finalized }) => {
      if (name === 'ContractBilled' && finalized) billed.push((value as { amount_billed: bigint }).amount_billed);
    });
    const from = test.chain.access.now();
    await test.clock.advance(3 * hourSeconds);
    // All of it is final when the clock has moved, to the unit of a full hour each.
    expect(billed).toEqual([11_250_000n, 11_250_000n, 11_250_000n]);
    expect(test.chain.access.now()).toBe(from + 3 * hourSeconds * 1000);
    expect(test.chain.access.balance(customer.publicKey).reservedUnits).toBe(33_750_000n);
  });

  it('bills the rest on cancel, frees the address and takes the contract away', async () => {
    await test.machine('a', 1).signAndSubmit(signer);
    await test.chain.access.reportContractResources(11, 1, used);
    await test.clock.advance(hourSeconds / 2);
    const cancelled = await test.api.tx.SmartContractModule?.cancel_contract?.({ contract_id: 1n }).signAndSubmit(
      signer,
    );
    const names = cancelled?.events.map(({ value }) => value.type);
    expect(names).toEqual(
      expect.arrayContaining(['ContractBilled', 'RewardDistributed', 'IPsFreed', 'NodeContractCanceled']),
    );
    expect(test.chain.access.contract(1)).toBeUndefined();
    expect(test.chain.access.farm(1)?.publicIps.map(({ contractId }) => contractId)).toEqual([0, 0]);
    expect(test.chain.access.balance(customer.publicKey).reservedUnits).toBe(0n);
  });

  it('lets a client follow every final block of a jump', async () => {
    const followed: number[] = [];
    const subscription = test.client.finalizedBlock$.subscribe(({ number }) => followed.push(number));
    await test.clock.advance(24 * hourSeconds);
    await test.blocks(3);
    subscription.unsubscribe();
    const [first = 0] = followed;
    expect(followed.length).toBeGreaterThanOrEqual(24);
    expect(followed).toEqual(followed.map((_, index) => first + index));
  });
});

describe('what the sandbox does itself', () => {
  beforeEach(async () => {
    test = await startTestChain();
  });
  afterEach(() => test.close());

  it('sets the price, sends nodes to standby and brings money over the bridge', async () => {
    const { access } = test.chain;
    await Promise.all([
      access.setTftPrice(25),
      access.setNodePower(11, 'standby'),
      access.mint(stranger.publicKey, 42n),
    ]);
    expect(access.tftPriceMusd()).toBe(25);
    expect(access.node(11)?.power).toEqual({ state: 'Down', target: 'Down' });
    expect(access.balance(stranger.publicKey).freeUnits).toBe(1_000n * 10_000_000n + 42n);
    const refused = await test.machine('a').signAndSubmit(signer);
    expect(refused).toMatchObject({ dispatchError: { value: { value: { type: 'NodeNotAvailableToDeploy' } } } });
    const [newest] = access.recentBlocks(1);
    expect(newest?.extrinsics[0]).toEqual({ pallet: 'Timestamp', call: 'set', ok: true });
  });

  it('rejects a call of its own that the chain refuses', async () => {
    await test.machine('a').signAndSubmit(signer);
    await expect(test.chain.access.reportContractResources(12, 1, used)).rejects.toThrow(
      'NodeNotAuthorizedToComputeReport',
    );
  });
});

describe('faults', () => {
  beforeEach(async () => {
    test = await startTestChain();
  });
  afterEach(() => test.close());

  it('silence: the submission is taken and never included', async () => {
    const signed = await test.machine('a').sign(signer);
    test.chain.access.faults.add({ kind: 'silence' });
    const outcome = test.client.submit(signed).catch(() => undefined);
    await test.blocks(5);
    expect(test.chain.access.contracts()).toHaveLength(0);
    expect(test.chain.access.faults.pending()).toEqual([]);
    // The same bytes, sent again, still do their work.
    await expect(test.client.submit(signed)).resolves.toMatchObject({ ok: true });
    await outcome;
  });

  it('refuse: the pool says no, and takes the same bytes later', async () => {
    const signed = await test.machine('a').sign(signer);
    test.chain.access.faults.add({ kind: 'refuse' });
    await expect(test.client.submit(signed)).rejects.toThrow(/ExhaustsResources/);
    await test.blocks(4);
    await expect(test.client.submit(signed)).resolves.toMatchObject({ ok: true });
  });

  it('timeoutAfterInclusion: the connection breaks without an answer, the contract exists', async () => {
    test.chain.access.faults.add({ kind: 'timeoutAfterInclusion' });
    test
      .machine('a')
      .signAndSubmit(signer)
      .catch(() => undefined);
    while (test.chain.access.contracts().length === 0) await test.blocks(1);
    // The client comes back by itself and finds it.
    const found = test.api.query.SmartContractModule?.ContractIDByNodeIDAndHash;
    await expect.poll(() => found?.getValue(11, hashOfText('a'), { at: 'best' }), { timeout: 20_000 }).toBe(1n);
  });
});

describe('a restart', () => {
  it('goes on with the same blocks, state and genesis, and bills the hours between', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'chain-'));
    const clock = createClock(new DatabaseSync(':memory:'));
    try {
      test = await startTestChain({ dataDir, clock });
      await test.machine('a').signAndSubmit(signer);
      await test.chain.access.reportContractResources(11, 1, used);
      const { genesisHash } = await test.client.getChainSpecData();
      const last = test.chain.access.finalizedBlock();
      await test.close();

      await clock.advance(2 * hourSeconds);
      test = await startTestChain({ dataDir, clock });
      expect((await test.client.getChainSpecData()).genesisHash).toBe(genesisHash);
      expect(test.chain.access.bestBlock().number).toBeGreaterThan(last.number);
      expect(test.chain.access.contract(1)).toMatchObject({ state: 'Created', used });
      const header = await test.client._request('chain_getHeader', [last.hash]);
      expect(header).toMatchObject({ number: `0x${last.number.toString(16)}` });
      expect(test.chain.access.balance(customer.publicKey).reservedUnits).toBeGreaterThanOrEqual(22_500_000n);
      expect((await test.machine('b').signAndSubmit(signer)).ok).toBe(true);
    } finally {
      await test.close();
      rmSync(dataDir, { recursive: true });
    }
  });
});
