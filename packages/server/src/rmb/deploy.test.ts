import { DatabaseSync } from 'node:sqlite';
import { machineLayout } from '@marketplace/core/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../../sandboxes/src/clock.ts';
import { startTfgrid } from '../../../sandboxes/src/tfgrid/start.ts';
import type { ChainCall, SubmissionState, Tfchain } from '../tfchain/index.ts';
import {
  cancelContract,
  createMnemonic,
  createNodeContract,
  createTfchain,
  signerFromMnemonic,
  updateNodeContract,
} from '../tfchain/index.ts';
import type { BuiltVm, Deployment, NodeApi, Rmb, VmResult } from './index.ts';
import {
  buildVm,
  createNodeApi,
  createRmb,
  deploymentHash,
  newVmNetwork,
  powerMeans,
  readResult,
  signDeployment,
  staysReachable,
  withoutPower,
  withPower,
} from './index.ts';

/** The whole way of one machine over chain and message bus, against the grid's sandbox. */
const keys = signerFromMnemonic(createMnemonic());
const nodeId = 11;
let grid: Awaited<ReturnType<typeof startTfgrid>>;
let tfchain: Tfchain;
let rmb: Rmb;
let nodes: NodeApi;
let twinId: number;
let nodeTwin: number;

beforeAll(async () => {
  const clock = createClock(new DatabaseSync(':memory:'));
  grid = await startTfgrid({
    ports: { chain: 0, gridproxy: 0, relay: 0 },
    clock,
    operator: {
      publicKeyHex: Buffer.from(keys.publicKey).toString('hex'),
      balanceUnits: 10n ** 13n,
      twinEncryptionKeyHex: Buffer.from(keys.encryptionPublicKey).toString('hex'),
    },
    blockTimeMs: 100,
    deployDelayMs: 50,
    nodeCount: 300,
  });
  tfchain = createTfchain({ url: grid.urls.chain, signer: keys });
  twinId = (await tfchain.twinIdOf(keys.address)) ?? 0;
  nodeTwin = (await tfchain.node(nodeId))?.twinId ?? 0;
  rmb = createRmb({
    relayUrl: grid.urls.relay,
    twinId,
    keys,
    now: clock.now,
    lookupTwin: (id) => tfchain.twin(id),
  });
  nodes = createNodeApi(rmb, { deadlineMs: 3000 });
});
afterAll(async () => {
  rmb.close();
  await tfchain.close();
  await grid.close();
});

async function carryOut(call: ChainCall): Promise<SubmissionState & { kind: 'included' }> {
  const { nonce } = await tfchain.account(keys.address);
  const signed = await tfchain.sign(call, { nonce });
  let block = signed.eraBlock;
  for (;;) {
    await tfchain.send(signed.bytes);
    block = (await tfchain.finalizedAfter(block, 5000)).number;
    const state = await tfchain.judge(signed);
    if (state.kind === 'included') return state;
    if (state.kind !== 'pending') throw new Error(`not included: ${state.kind}`);
  }
}

async function order(
  deploymentId: string,
  publicIpv4 = true,
  light = false,
  kind: 'full' | 'micro' = 'full',
): Promise<BuiltVm> {
  return buildVm({
    deploymentId,
    twinId,
    name: 'web-1',
    image: { flist: 'https://hub.grid.tf/tf-official-vms/ubuntu-24.04-full.flist', entrypoint: '' },
    layout: machineLayout(kind, { cpu: 1, memoryMb: 2048, diskGb: 25 }),
    publicIpv4,
    sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me'],
    light,
    network: newVmNetwork(await nodes.listWgPorts(nodeTwin)),
  });
}

async function contractFor(built: BuiltVm, onNode = nodeId): Promise<number> {
  const { deployment, ...contract } = built;
  const state = await carryOut(createNodeContract({ nodeId: onNode, hash: deploymentHash(deployment), ...contract }));
  const created = state.events.find((event) => event.kind === 'contract_created');
  if (created?.kind !== 'contract_created') throw new Error('no contract');
  return created.contract.contractId;
}

/** Asks until the node has decided; how often is bounded by the test's own time. */
async function settled(contractId: number, onTwin = nodeTwin): Promise<VmResult> {
  for (;;) {
    const workloads = await nodes.changes(onTwin, contractId);
    const result = readResult({ workloads: workloads ?? [] });
    if (result.state !== 'pending') return result;
  }
}

describe('a machine', () => {
  it('is deployed, answers with its addresses, and is gone after its contract', async () => {
    const built = await order('01929b7e-3f2a-7c11-9d52-0a1b2c3d4e5f');
    const contractId = await contractFor(built);
    const signed = signDeployment(built.deployment, contractId, keys);
    expect(await nodes.deploy(nodeTwin, signed)).toEqual({ kind: 'accepted', already: false });
    expect(await nodes.deploy(nodeTwin, signed)).toEqual({ kind: 'accepted', already: true });

    const result = await settled(contractId);
    expect(result).toMatchObject({ state: 'ok', privateIp: '10.20.2.2', myceliumIp: expect.stringContaining(':') });
    const { subject } = (await tfchain.contract(contractId)) ?? {};
    const reserved = subject?.kind === 'node' ? subject.publicIps[0]?.ip : undefined;
    expect(result.state === 'ok' && result.publicIp).toBe(reserved?.split('/')[0]);
    expect(await nodes.get(nodeTwin, contractId)).toMatchObject({ contract_id: contractId, twin_id: twinId });
    expect((await nodes.list(nodeTwin)).map((each) => each.contract_id)).toContain(contractId);

    await carryOut(cancelContract(contractId));
    expect(await tfchain.contract(contractId)).toBeUndefined();
    await expect
      .poll(async () => (await nodes.list(nodeTwin)).map((each) => each.contract_id))
      .not.toContain(contractId);
  });

  it('that is not what its contract names is refused', async () => {
    const built = await order('01929b7e-3f2a-7c11-9d52-0a1b2c3d4e60', false);
    const contractId = await contractFor(built);
    const other = await order('01929b7e-3f2a-7c11-9d52-0a1b2c3d4e61', false);
    const sent = await nodes.deploy(nodeTwin, signDeployment(other.deployment, contractId, keys));
    expect(sent).toMatchObject({ kind: 'refused', refusal: 'hash_mismatch' });
    expect(await nodes.get(nodeTwin, contractId)).toBeUndefined();
    await carryOut(cancelContract(contractId));
  });

  it('on a silent node has an unknown outcome, and is adopted when the node comes back', async () => {
    const built = await order('01929b7e-3f2a-7c11-9d52-0a1b2c3d4e62', false);
    const contractId = await contractFor(built);
    const signed = signDeployment(built.deployment, contractId, keys);
    const hasty = createNodeApi(rmb, { deadlineMs: 500 });
    await grid.control.request('/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ target: 'node', nodeId, kind: 'timeoutAfterInclusion' }),
    });
    await expect(hasty.deploy(nodeTwin, signed)).rejects.toMatchObject({ code: 'no_answer', outcomeUnknown: true });
    expect(await nodes.deploy(nodeTwin, signed)).toEqual({ kind: 'accepted', already: true });
    expect(await settled(contractId)).toMatchObject({ state: 'ok' });
    await carryOut(cancelContract(contractId));
  });
});

describe('a machine that is suspended', () => {
  const reach = async (address: string | undefined) =>
    (await grid.control.request(`/reach?address=${encodeURIComponent(address ?? '')}`)).status;
  const change = async (contractId: number, next: Deployment) => {
    const update = { contractId, hash: deploymentHash(next), deploymentData: next.metadata };
    await carryOut(updateNodeContract(update));
    const signed = signDeployment(next, contractId, keys);
    const sent = [await nodes.update(nodeTwin, signed), await nodes.update(nodeTwin, signed)];
    expect(sent).toEqual([
      { kind: 'accepted', already: false },
      { kind: 'accepted', already: true },
    ]);
    return settled(contractId);
  };

  it.each([
    ['with a disk of its own is switched off', 'full' as const, 'machine_off'],
    ['whose disk lies in it runs on behind another address', 'micro' as const, 'network_moved'],
  ])('%s, and answers again where it was', async (_, kind, means) => {
    const built = await order('01929b7e-3f2a-7c11-9d52-0a1b2c3d4e65', false, false, kind);
    expect([powerMeans(built.deployment), staysReachable(built.deployment)]).toEqual([means, false]);
    const contractId = await contractFor(built);
    await nodes.deploy(nodeTwin, signDeployment(built.deployment, contractId, keys));
    const before = await settled(contractId);
    if (before.state !== 'ok') throw new Error(before.state);
    await expect.poll(() => reach(before.myceliumIp)).toBe(200);
    const { used } = await nodes.statistics(nodeTwin);

    await change(contractId, withoutPower(built.deployment, 1));
    await expect.poll(() => reach(before.myceliumIp)).toBe(404);
    const kept = (await nodes.statistics(nodeTwin)).used;
    expect(kept.sru).toBe(used.sru - (kind === 'full' ? 500 * 1024 ** 2 : 0));
    expect(kept.mru).toBe(used.mru - (kind === 'full' ? 2 * 1024 ** 3 : 0));

    expect(await change(contractId, withPower(built.deployment, 2))).toEqual(before);
    await expect.poll(() => reach(before.myceliumIp)).toBe(200);
    await carryOut(cancelContract(contractId));
  });

  it('with a public IPv4 and its disk in it stays reachable there, and we know it', async () => {
    expect(staysReachable((await order('x', true, false, 'micro')).deployment)).toBe(true);
    expect(staysReachable((await order('x', true)).deployment)).toBe(false);
  });
});

describe('a light node', () => {
  it('runs a machine of light workloads, and refuses the full ones in its own words', async () => {
    const room = 'free_mru=8589934592&free_sru=107374182400';
    const wanted = `status=up&features=zmachine-light&dedicated=false&${room}&size=1`;
    const found = await fetch(`${grid.urls.gridproxy}/nodes?${wanted}`);
    const [light] = (await found.json()) as { nodeId: number; twinId: number }[];
    if (light === undefined) throw new Error('the sandbox has a light node');
    const built = await order('01929b7e-3f2a-7c11-9d52-0a1b2c3d4e63', false, true);
    const contractId = await contractFor(built, light.nodeId);
    await nodes.deploy(light.twinId, signDeployment(built.deployment, contractId, keys));
    const result = await settled(contractId, light.twinId);
    expect(result).toMatchObject({ state: 'ok', myceliumIp: expect.stringContaining(':') });
    expect(result).not.toHaveProperty('publicIp', expect.any(String));

    const full = await order('01929b7e-3f2a-7c11-9d52-0a1b2c3d4e64', false);
    const wrongId = await contractFor(full, light.nodeId);
    await nodes.deploy(light.twinId, signDeployment(full.deployment, wrongId, keys));
    const refused = await settled(wrongId, light.twinId);
    expect(refused).toMatchObject({ state: 'error', message: expect.stringContaining('not supported') });
    for (const each of [contractId, wrongId]) await carryOut(cancelContract(each));
  });
});

describe('a node', () => {
  it('tells its capacity, version and ports', async () => {
    const { total, used } = await nodes.statistics(nodeTwin);
    const node = await tfchain.node(nodeId);
    expect(total).toMatchObject(node?.resources ?? {});
    expect(used.mru).toBeLessThan(total.mru);
    expect((await nodes.version(nodeTwin)).zos).toEqual(expect.any(String));
    expect(await nodes.listWgPorts(nodeTwin)).toEqual(expect.any(Array));
  });

  it('knows nothing of a contract that it never saw', async () => {
    expect(await nodes.get(nodeTwin, 4_000_000)).toBeUndefined();
    expect(await nodes.changes(nodeTwin, 4_000_000)).toBeUndefined();
  });
});
