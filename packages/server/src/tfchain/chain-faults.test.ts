import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tfchain } from './chain-client.ts';
import { ensureTwin } from './ensure-twin.ts';
import { runtimeShape } from './shape.ts';
import { contractCall, hash, newcomer, operator, startTestChain, type TestChain } from './test-chain.ts';

let test: TestChain;
let tfchain: Tfchain;

beforeAll(async () => {
  test = await startTestChain();
  tfchain = test.tfchain;
});
afterAll(() => test.close());

describe('when something is in the way', () => {
  it('a pool that forgets leaves the outcome open until the era ends', async () => {
    test.access.faults.add({ kind: 'silence' });
    const signed = await tfchain.sign(contractCall(50), { nonce: await test.nextNonce(), eraPeriod: 8 });
    expect(await tfchain.send(signed.bytes)).toEqual({ kind: 'accepted' });
    expect(await tfchain.judge(signed)).toEqual({ kind: 'pending' });
    expect(await test.decided(signed)).toEqual({ kind: 'dead', why: 'era_ended' });
  });

  it('a lost answer is unknown, and the block tells that it worked', async () => {
    test.access.faults.add({ kind: 'timeoutAfterInclusion' });
    const signed = await tfchain.sign(contractCall(51), { nonce: await test.nextNonce() });
    const hasty = test.open({ deadlineMs: 1000 });
    expect(await hasty.send(signed.bytes)).toMatchObject({ kind: 'unknown', cause: expect.any(Error) });
    expect(await test.decided(signed)).toMatchObject({ kind: 'included', result: { ok: true } });
  });

  it('a refusing pool is no verdict: the same bytes work a moment later', async () => {
    test.access.faults.add({ kind: 'refuse' });
    const signed = await tfchain.sign(contractCall(52), { nonce: await test.nextNonce() });
    expect(await tfchain.send(signed.bytes)).toMatchObject({ kind: 'rejected' });
    expect(await tfchain.judge(signed)).toEqual({ kind: 'pending' });
    let { number } = await tfchain.finalizedHead();
    while ((await tfchain.send(signed.bytes)).kind === 'rejected') {
      expect(number).toBeLessThan(signed.validUntilBlock);
      number = (await tfchain.finalizedAfter(number, 5000)).number;
    }
    expect(await test.decided(signed)).toMatchObject({ kind: 'included', result: { ok: true } });
  });

  it('a runtime that differs is read but never signed for', async () => {
    const calls = { ...runtimeShape.calls, 'SmartContractModule.cancel_contract': [] };
    const wary = test.open({ shape: { ...runtimeShape, calls } });
    expect(await wary.signing()).toMatchObject({
      canSign: false,
      reasons: ['call SmartContractModule.cancel_contract takes (contract_id), expected ()'],
    });
    await expect(wary.sign(contractCall(60), { nonce: 0 })).rejects.toMatchObject({ code: 'signing_refused' });
    expect(await wary.twinIdOf(operator.address)).toBe(7001);
    expect(await tfchain.signing()).toEqual({ canSign: true });
  });

  it('a client without key reads but never signs', async () => {
    const reader = test.open({ signer: undefined });
    expect(await reader.signing()).toMatchObject({ canSign: false });
    await expect(reader.sign(contractCall(61), { nonce: 0 })).rejects.toMatchObject({ code: 'signing_refused' });
    expect((await reader.finalizedHead()).number).toBeGreaterThan(0);
  });

  it('a chain that is away is unavailable, with a cause, and never "not found"', async () => {
    const lost = test.open({ url: 'ws://127.0.0.1:9', deadlineMs: 300 });
    await expect(lost.contract(1)).rejects.toMatchObject({ code: 'chain_unavailable', cause: expect.any(Error) });
    expect(await lost.send(new Uint8Array([1]))).toMatchObject({ kind: 'unknown' });
  });
});

describe('an account without twin', () => {
  it('gets one at the first start, and only one', async () => {
    const fresh = test.open({ signer: newcomer });
    const options = {
      relay: 'relay.test',
      terms: { link: 'https://example.org/terms', hash: hash(7) },
      deadlineMs: 10_000,
    };
    const twinId = await ensureTwin(fresh, options);
    expect(await fresh.twin(twinId)).toMatchObject({ address: newcomer.address, relay: 'relay.test' });
    const { nonce } = await fresh.account(newcomer.address);
    expect(nonce).toBe(2);
    expect(await ensureTwin(fresh, options)).toBe(twinId);
    expect((await fresh.account(newcomer.address)).nonce).toBe(2);
  });
});
