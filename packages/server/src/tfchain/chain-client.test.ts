import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelContract, transferKeepAlive } from './calls.ts';
import type { Tfchain } from './chain-client.ts';
import {
  contractCall,
  farmer,
  gib,
  hash,
  newcomer,
  operator,
  startTestChain,
  type TestChain,
  tft,
} from './test-chain.ts';

let test: TestChain;
let tfchain: Tfchain;

beforeAll(async () => {
  test = await startTestChain();
  tfchain = test.tfchain;
});
afterAll(() => test.close());

describe('what the chain says', () => {
  it('about prices', async () => {
    expect(await tfchain.pricingPolicy()).toMatchObject({
      id: 1,
      cuUnits: 100_000,
      suUnits: 50_000,
      ipv4Units: 40_000,
    });
    expect(await tfchain.tftPrice()).toEqual({ averageMusd: 10, minMusd: 10, maxMusd: 1000 });
    expect(await tfchain.billingFrequencyBlocks()).toBeGreaterThan(0);
  });

  it('about itself', async () => {
    expect(await tfchain.network()).toEqual({
      name: 'TFChain Sandbox',
      genesisHash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      specVersion: 157,
    });
  });

  it('about accounts and twins', async () => {
    expect(await tfchain.twinIdOf(operator.address)).toBe(7001);
    expect(await tfchain.twinIdOf(newcomer.address)).toBeUndefined();
    const twin = await tfchain.twin(7001);
    expect(twin).toMatchObject({ address: operator.address, relay: 'relay.test' });
    expect(Buffer.from(twin?.publicKey ?? [])).toEqual(Buffer.from(operator.publicKey));
    expect(Buffer.from(twin?.encryptionPublicKey ?? [])).toEqual(Buffer.from(operator.encryptionPublicKey));
    expect(await tfchain.twin(9999)).toBeUndefined();
    const { freeUnits, usableUnits } = await tfchain.account(farmer.address);
    expect(freeUnits).toBe(1000n * tft);
    expect(usableUnits).toBe(freeUnits - 500n);
  });

  it('about farms and nodes', async () => {
    expect(await tfchain.farm(1)).toMatchObject({
      name: 'Freefarm',
      dedicated: false,
      publicIps: [{ ip: '185.69.167.10/24', contractId: 0 }],
    });
    expect(await tfchain.node(11)).toMatchObject({ farmId: 1, twinId: 111, certified: true, resources: { cru: 8 } });
    expect(await tfchain.node(99)).toBeUndefined();
    expect(await tfchain.nodesOfFarm(1)).toEqual([11, 12, 13]);
    expect(await tfchain.nodesOfFarm(99)).toEqual([]);
    expect((await tfchain.nodePower(11)).acceptsContracts).toBe(true);
    expect((await tfchain.nodePower(12)).acceptsContracts).toBe(false);
    expect(await tfchain.optedOutNodes()).toEqual(new Set([13]));
    expect(await tfchain.extraFeeMusd(11)).toBe(0n);
    expect(await tfchain.rentContractOfNode(11)).toBeUndefined();
  });
});

describe('a signed call', () => {
  it('is included once and names its contract, however often it is sent', async () => {
    const signed = await tfchain.sign(contractCall(1), { nonce: await test.nextNonce() });
    expect(signed.validUntilBlock).toBe(signed.eraBlock + 63);
    expect(await tfchain.judge(signed)).toEqual({ kind: 'pending' });
    expect(await tfchain.send(signed.bytes)).toEqual({ kind: 'accepted' });
    expect((await tfchain.send(signed.bytes)).kind).not.toBe('unknown');
    const state = await test.decided(signed);
    expect(state).toMatchObject({ kind: 'included', result: { ok: true } });
    if (state.kind !== 'included') throw new Error('included');
    expect(state.feeUnits).toBeGreaterThan(0n);
    const created = state.events.flatMap((event) => (event.kind === 'contract_created' ? [event.contract] : []));
    expect(created).toMatchObject([
      { twinId: 7001, state: { kind: 'created' }, subject: { kind: 'node', nodeId: 11, hash: hash(1) } },
    ]);
    const contractId = created[0]?.contractId ?? 0;

    expect(await tfchain.send(signed.bytes)).not.toMatchObject({ kind: 'accepted' });
    expect(await tfchain.contract(contractId)).toEqual(created[0]);
    expect(await tfchain.contractIdByNodeAndHash(11, hash(1))).toBe(contractId);
    expect(await tfchain.contractIdByNodeAndHash(11, hash(404))).toBeUndefined();
    expect((await tfchain.activeContractsOfTwin(7001)).map((each) => each.contractId)).toEqual([contractId]);

    const block = await tfchain.finalizedBlock(state.blockNumber);
    expect(block.hash).toBe(state.blockHash);
    expect(block.extrinsics[state.extrinsicIndex]).toMatchObject({ hash: signed.hash, result: { ok: true } });
    expect(block.events.map(({ event }) => event.kind)).toContain('contract_created');
  });

  it('keeps its place when several are signed ahead and sent in the wrong order', async () => {
    const first = await test.nextNonce();
    const signed = await Promise.all([0, 1, 2].map((n) => tfchain.sign(contractCall(10 + n), { nonce: first + n })));
    for (const each of signed.toReversed()) await tfchain.send(each.bytes);
    const states = await Promise.all(signed.map(test.decided));
    expect(states.map((state) => state.kind === 'included' && state.result.ok)).toEqual([true, true, true]);
    expect(await test.nextNonce()).toBe(first + 3);
  });

  it('is dead when another one used its nonce', async () => {
    const nonce = await test.nextNonce();
    const winner = await tfchain.sign(transferKeepAlive(farmer.address, 1000n), { nonce });
    const loser = await tfchain.sign(transferKeepAlive(farmer.address, 2000n), { nonce });
    await tfchain.send(winner.bytes);
    expect(await test.decided(winner)).toMatchObject({ kind: 'included', result: { ok: true } });
    expect(await tfchain.send(loser.bytes)).toMatchObject({ kind: 'rejected', reason: 'stale_nonce' });
    expect(await tfchain.judge(loser)).toEqual({ kind: 'dead', why: 'nonce_used' });
  });

  it('is dead when its era ended, and only then', async () => {
    const signed = await tfchain.sign(contractCall(20), { nonce: await test.nextNonce(), eraPeriod: 4 });
    expect(await test.decided(signed)).toEqual({ kind: 'dead', why: 'era_ended' });
    expect((await tfchain.finalizedHead()).number).toBeGreaterThanOrEqual(signed.validUntilBlock);
    expect(await tfchain.send(signed.bytes)).toMatchObject({ kind: 'rejected' });
    expect(await tfchain.contractIdByNodeAndHash(11, hash(20))).toBeUndefined();
  });

  it('that the runtime undoes is included with a refusal', async () => {
    const refusalOf = async (call: Parameters<Tfchain['sign']>[0]) => {
      const { result } = await test.carryOut(call);
      return result.ok ? 'ok' : result.refusal;
    };
    expect(await refusalOf(contractCall(1))).toBe('contract_not_unique');
    expect(await refusalOf(contractCall(30, { nodeId: 999 }))).toBe('node_not_found');
    expect(await refusalOf(contractCall(30, { nodeId: 12 }))).toBe('node_not_available');
    expect(await refusalOf(contractCall(30, { nodeId: 13 }))).toBe('node_opted_out');
    expect(await refusalOf(contractCall(30, { publicIps: 5 }))).toBe('no_public_ips');
    expect(await refusalOf(cancelContract(4_000_000))).toBe('contract_not_found');
    expect(await refusalOf(transferKeepAlive(farmer.address, 10n ** 15n))).toBe('insufficient_funds');
  });

  it('reserves addresses, and cancelling frees them and removes the contract', async () => {
    const created = await test.carryOut(contractCall(40, { publicIps: 1 }));
    const contract = created.events.flatMap((event) => (event.kind === 'contract_created' ? [event.contract] : []))[0];
    expect(contract?.subject).toMatchObject({ publicIps: [{ ip: '185.69.167.10/24' }] });
    const contractId = contract?.contractId ?? 0;
    expect((await tfchain.farm(1))?.publicIps[0]?.contractId).toBe(contractId);
    const canceled = await test.carryOut(cancelContract(contractId));
    expect(canceled.events).toContainEqual({ kind: 'contract_canceled', contractId, nodeId: 11, twinId: 7001 });
    expect(await tfchain.contract(contractId)).toBeUndefined();
    expect((await tfchain.farm(1))?.publicIps[0]?.contractId).toBe(0);
  });
});

describe('the blocks of a day', () => {
  it('tell every bill of a contract, also when they come in a burst', async () => {
    const created = await test.carryOut(contractCall(45));
    const contract = created.events.find((event) => event.kind === 'contract_created');
    const contractId = contract?.kind === 'contract_created' ? contract.contract.contractId : 0;
    await test.access.reportContractResources(11, contractId, { cru: 2, mru: 4 * gib, sru: 50 * gib, hru: 0 });
    const before = await tfchain.finalizedHead();
    await test.clock.advance(24 * 3600);
    const after = await tfchain.finalizedHead();
    const numbers = Array.from({ length: after.number - before.number }, (_, offset) => before.number + 1 + offset);
    const blocks = await Promise.all(numbers.map((number) => tfchain.finalizedBlock(number)));
    const bills = blocks.flatMap(({ events }) =>
      events.flatMap(({ event }) =>
        event.kind === 'contract_billed' && event.contractId === contractId ? [event] : [],
      ),
    );
    expect(bills).toHaveLength(24);
    for (const bill of bills) expect(bill).toMatchObject({ discountLevel: expect.any(String) });
    expect((await tfchain.account(operator.address)).reservedUnits).toBeGreaterThanOrEqual(0n);
    await test.carryOut(cancelContract(contractId));
  });
});
