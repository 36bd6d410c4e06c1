import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NodeResources } from '../chain/genesis.ts';
import { isSignedBy } from '../relay/account-signature.ts';
import { envelopeChallenge } from '../relay/envelope-challenge.ts';
import { deploymentHash } from './challenge.ts';
import type { Workload } from './deployment.ts';
import { newSshKeyPair } from './ssh-key-pair.ts';
import { startTestGrid, type TestGrid, vmWorkloads } from './test-grid.ts';
import { runOverSsh } from './test-ssh.ts';
import { connectTwin, type TestConnection, testTwin } from './test-twin.ts';

const nodeId = 11;
const nodeTwin = 1011;
const allowed = newSshKeyPair();
const second = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
const third = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 });
const foreign = newSshKeyPair();
const sshKeys = [`${allowed.public} me@home`, second.public, third.public];

describe('a node', () => {
  let grid: TestGrid;
  let connection: TestConnection;
  let nextContract = 1;

  beforeAll(async () => {
    grid = await startTestGrid();
    connection = await connectTwin(grid.relay.url, grid.operator.token());
  });
  afterAll(async () => {
    connection.close();
    await grid.close();
  });
  afterEach(async () => {
    await grid.fleet.grid.statuses.set(nodeId, 'up');
  });

  const call = async (command: string, payload: unknown, on = nodeId): Promise<unknown> => {
    connection.send(grid.operator.request(1000 + on, command, payload, grid.clock.now(), grid.nodeKey(on)));
    const answer = await connection.next();
    const account = grid.chain.accountKeyOfTwin(1000 + on) ?? new Uint8Array();
    expect(isSignedBy(account, envelopeChallenge(answer), answer.signature)).toBe(true);
    if (answer.error) throw new Error(answer.error.message);
    return grid.operator.open(answer, grid.nodeKey(on));
  };
  /** Puts the contract on chain as the customer would, and gives its deployment. */
  const prepare = (fields: { workloads: object[]; metadata?: string }, contractOn = nodeId) => {
    const contractId = nextContract++;
    const deployment = grid.operator.signedDeployment({ contract_id: contractId, ...fields });
    const ip = grid.chain.farm(1)?.publicIps[contractId];
    grid.chain.put({
      type: 'node',
      contractId,
      twinId: grid.operator.id,
      state: 'Created',
      nodeId: contractOn,
      hash: deploymentHash(deployment).toString('hex'),
      deploymentData: '',
      publicIps: ip ? [{ ip: ip.ip, gateway: ip.gateway }] : [],
    });
    return deployment;
  };
  const settled = async (contract_id: number): Promise<Workload[]> =>
    vi.waitFor(async () => {
      const workloads = (await call('zos.deployment.changes', { contract_id })) as Workload[];
      if (workloads.some((workload) => workload.result?.state === 'init')) throw new Error('not settled yet');
      return workloads;
    }, 10_000);
  const machines = () => grid.fleet.machines.running();

  it('deploys a machine that answers ssh to exactly the keys it was given, until its contract is cancelled', async () => {
    const deployment = prepare({ workloads: vmWorkloads({ sshKeys, publicIp: true }) });
    const { contract_id } = deployment;
    expect(await call('zos.deployment.deploy', deployment)).toBeNull();
    const workloads = await settled(contract_id);
    expect(workloads.map((workload) => workload.result?.state)).toEqual(['ok', 'ok', 'ok', 'ok']);
    const data = (name: string) => workloads.find((each) => each.name === name)?.result?.data as Record<string, string>;
    expect(data('web1')).toMatchObject({ ip: '10.20.2.2', console_url: '10.20.2.0:20002' });
    expect(data('web1').mycelium_ip).toMatch(/^[45][0-9a-f]{2}:.*:ff0f:102:304:506$/);
    const host = data('pub1').ip?.split('/')[0] ?? '';
    expect(host).toMatch(/^127\.\d+\.1\.\d+$/);
    await grid.fleet.machines.sync();

    const target = { host, port: grid.sshPort, username: 'root' };
    const command = 'hostname; nproc; cat /etc/os-release; df -h';
    const answer = await runOverSsh({ ...target, privateKey: allowed.private }, command);
    expect(answer).toContain('web1\n2\n');
    expect(answer).toContain('VERSION_ID="24.04"');
    expect(answer).toContain('50G');
    expect(await runOverSsh({ ...target, privateKey: second.private }, 'whoami')).toBe('root\n');
    expect(await runOverSsh({ ...target, privateKey: third.private }, 'whoami')).toBe('root\n');
    await expect(runOverSsh({ ...target, privateKey: foreign.private }, 'whoami')).rejects.toThrow(/authentication/i);
    await expect(runOverSsh({ ...target, username: 'admin', privateKey: allowed.private }, 'id')).rejects.toThrow(
      /authentication/i,
    );

    const used: NodeResources = { cru: 2, mru: 4 * 1024 ** 3, sru: 50 * 1024 ** 3 + 2 * 1024 ** 3, hru: 0 };
    await vi.waitFor(() =>
      expect(grid.chain.reports).toContainEqual({
        nodeId,
        contractId: contract_id,
        used: { ...used, sru: 50 * 1024 ** 3 + 2 * 1024 ** 3 },
      }),
    );
    grid.chain.tell('NodeContractCanceled', {
      contract_id: BigInt(contract_id),
      node_id: nodeId,
      twin_id: grid.operator.id,
    });
    await grid.fleet.machines.sync();
    await expect(runOverSsh({ ...target, privateKey: allowed.private }, 'whoami')).rejects.toThrow(/ECONNREFUSED/);
    await expect(call('zos.deployment.get', { contract_id })).rejects.toThrow('deployment not found');
  });

  it('stands still in grace and while it is switched off, and comes back', async () => {
    const deployment = prepare({ workloads: vmWorkloads({ sshKeys }), metadata: 'grace' });
    const { contract_id } = deployment;
    await call('zos.deployment.deploy', deployment);
    await settled(contract_id);
    await grid.fleet.machines.sync();
    expect(machines()).toHaveLength(1);
    grid.chain.tell('ContractGracePeriodStarted', { contract_id: BigInt(contract_id) });
    await grid.fleet.machines.sync();
    expect(machines()).toHaveLength(0);
    grid.chain.tell('ContractGracePeriodEnded', { contract_id: BigInt(contract_id) });
    await grid.fleet.machines.sync();
    expect(machines()).toHaveLength(1);
    await grid.fleet.grid.statuses.set(nodeId, 'down');
    await grid.fleet.machines.sync();
    expect(machines()).toHaveLength(0);
    await grid.fleet.grid.statuses.set(nodeId, 'up');
    await grid.fleet.machines.sync();
    expect(machines().map((machine) => machine.facts.contractId)).toEqual([contract_id]);
    grid.chain.tell('NodeContractCanceled', { contract_id: BigInt(contract_id) });
  });

  it('gives its copy up when the contract moves to another node', async () => {
    const deployment = prepare({ workloads: vmWorkloads({ sshKeys }), metadata: 'moves' });
    const { contract_id } = deployment;
    await call('zos.deployment.deploy', deployment);
    const contract = grid.chain.contract(contract_id);
    if (contract?.type === 'node') contract.nodeId = 12;
    grid.chain.tell('ContractUpdated', { contract_id: BigInt(contract_id) });
    await expect(call('zos.deployment.get', { contract_id })).rejects.toThrow('deployment not found');
  });

  it('refuses what does not fit its contract, in the words of a real node', async () => {
    const workloads = vmWorkloads({ sshKeys });
    const other = prepare({ workloads, metadata: 'other hash' });
    const contract = grid.chain.contract(other.contract_id);
    if (contract?.type === 'node') contract.hash = 'f'.repeat(32);
    await expect(call('zos.deployment.deploy', other)).rejects.toThrow('contract hash does not match deployment hash');
    await expect(call('zos.deployment.deploy', prepare({ workloads, metadata: 'b' }, 12))).rejects.toThrow(
      'invalid node address in contract',
    );
    const tampered = prepare({ workloads, metadata: 'c' });
    tampered.metadata = 'd';
    await expect(call('zos.deployment.deploy', tampered)).rejects.toThrow('failed to verify signature');
    await expect(
      call('zos.deployment.deploy', { ...prepare({ workloads, metadata: 'e' }), version: 1 }),
    ).rejects.toThrow('expected version to be 0');
    await expect(call('zos.deployment.deploy', { workloads: 'none' })).rejects.toThrow('deployment is invalid');
    await expect(call('zos.deployment.delete', { contract_id: 1 })).rejects.toThrow(
      'deletion over the api is disabled',
    );
    await expect(call('zos.no.such', null)).rejects.toThrow('handler not found');
  });

  it('answers "exists" to the same deployment sent twice', async () => {
    const deployment = prepare({ workloads: vmWorkloads({ sshKeys }), metadata: 'twice' });
    await call('zos.deployment.deploy', deployment);
    await expect(call('zos.deployment.deploy', deployment)).rejects.toThrow('exists');
    grid.chain.tell('NodeContractCanceled', { contract_id: BigInt(deployment.contract_id) });
  });

  it('reports too little capacity as an error of the workload, and takes nothing for it', async () => {
    const huge = prepare({ workloads: vmWorkloads({ sshKeys, memory: 250 * 1024 ** 3 }), metadata: 'huge' });
    await call('zos.deployment.deploy', huge);
    const failed = (await settled(huge.contract_id)).find((workload) => workload.type === 'zmachine');
    expect(failed?.result).toMatchObject({
      state: 'error',
      message: expect.stringContaining('cannot fulfil required memory'),
    });
    await grid.fleet.grid.statuses.set(nodeId, 'full');
    const small = prepare({ workloads: vmWorkloads({ sshKeys }), metadata: 'small' });
    await call('zos.deployment.deploy', small);
    expect((await settled(small.contract_id)).every((workload) => workload.result?.state === 'error')).toBe(true);
  });

  it('refuses deployments while it is refusing, and is silent while it is down', async () => {
    await grid.fleet.grid.statuses.set(nodeId, 'refusing');
    await expect(
      call('zos.deployment.deploy', prepare({ workloads: vmWorkloads({ sshKeys }), metadata: 'r' })),
    ).rejects.toThrow('does not accept');
    await grid.fleet.grid.statuses.set(nodeId, 'down');
    connection.send(
      grid.operator.request(nodeTwin, 'zos.system.version', null, grid.clock.now(), grid.nodeKey(nodeId)),
    );
    expect(await call('zos.system.version', null, 12)).toMatchObject({ zos: expect.any(String) });
  });

  it('turns unverified twins away', async () => {
    const stranger = testTwin(5, 'stranger', 's');
    const twin = grid.chain.twin(5);
    if (twin)
      Object.assign(twin, {
        publicKey: new Uint8Array(Buffer.from(stranger.publicKeyHex, 'hex')),
        encryptionKey: undefined,
      });
    const theirs = await connectTwin(grid.relay.url, stranger.token());
    const deployment = stranger.signedDeployment({ contract_id: 999, workloads: vmWorkloads({ sshKeys }) });
    theirs.send(stranger.request(nodeTwin, 'zos.deployment.deploy', deployment, grid.clock.now()));
    expect((await theirs.next()).error?.message).toBe('user with twin id 5 is not verified');
    theirs.close();
  });

  it('meets the faults it is told to meet, for the number of times asked', async () => {
    const { faults } = grid.fleet.grid;
    faults.add({ target: 'node', kind: 'badPayload', nodeId, ms: 0 }, 1);
    await expect(call('zos.system.version', null)).rejects.toThrow(/JSON/);
    faults.add({ target: 'node', kind: 'refuse', ms: 0 }, 1);
    expect(await call('zos.system.version', null)).toMatchObject({ zos: expect.any(String) });
    await expect(call('zos.deployment.deploy', {})).rejects.toThrow('does not accept');
    faults.add({ target: 'node', kind: 'timeoutAfterInclusion', command: 'zos.deployment.deploy', ms: 0 }, 1);
    const deployment = prepare({ workloads: vmWorkloads({ sshKeys }), metadata: 'lost answer' });
    connection.send(
      grid.operator.request(nodeTwin, 'zos.deployment.deploy', deployment, grid.clock.now(), grid.nodeKey(nodeId)),
    );
    expect(await settled(deployment.contract_id)).toHaveLength(3);
    expect(faults.pending()).toEqual([]);
  });

  it('gives statistics, ports and lists that follow its deployments', async () => {
    const list = (await call('zos.deployment.list', null)) as unknown[];
    expect(list.length).toBeGreaterThan(0);
    expect(await call('zos.network.list_wg_ports', null)).toContain(5000);
    const { total, used } = (await call('zos.statistics.get', null)) as { total: NodeResources; used: NodeResources };
    expect(used.mru).toBeLessThan(total.mru);
    expect(await call('zos.network.public_config_get', null)).toMatchObject({ domain: 'ghent11.localhost' });
  });
});

describe('after a restart', () => {
  it('machines run on at the same address with the same host key', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'grid-'));
    const first = await startTestGrid({ dataDir });
    const connection = await connectTwin(first.relay.url, first.operator.token());
    const deployment = first.operator.signedDeployment({ contract_id: 1, workloads: vmWorkloads({ sshKeys }) });
    const hash = deploymentHash(deployment).toString('hex');
    first.chain.put({
      type: 'node',
      contractId: 1,
      twinId: first.operator.id,
      state: 'Created',
      nodeId,
      hash,
      deploymentData: '',
      publicIps: [],
    });
    connection.send(
      first.operator.request(nodeTwin, 'zos.deployment.deploy', deployment, first.clock.now(), first.nodeKey(nodeId)),
    );
    await connection.next();
    const place = await vi.waitFor(() => {
      const ssh = first.fleet.machines.running()[0]?.ssh;
      if (ssh === undefined) throw new Error('not running yet');
      return ssh;
    }, 10_000);
    const login = { ...place, username: 'root', privateKey: allowed.private };
    const hostKeys: string[] = [];
    await runOverSsh(login, 'hostname', (key) => hostKeys.push(key));
    connection.close();
    await first.close();
    await expect(runOverSsh(login, 'hostname')).rejects.toThrow(/ECONNREFUSED/);

    const second = await startTestGrid({ dataDir, chain: first.chain });
    expect(second.fleet.machines.reach('10.20.2.2')?.ssh).toEqual(place);
    expect(await runOverSsh(login, 'hostname', (key) => hostKeys.push(key))).toBe('web1\n');
    expect(hostKeys[1]).toBe(hostKeys[0]);
    await second.close();
    rmSync(dataDir, { recursive: true });
  });
});
