import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import { openClient } from './chain/test-client.ts';
import { deploymentHash } from './nodes/challenge.ts';
import type { Deployment, Workload } from './nodes/deployment.ts';
import { newSshKeyPair } from './nodes/ssh-key-pair.ts';
import { vmWorkloads } from './nodes/test-grid.ts';
import { runOverSsh } from './nodes/test-ssh.ts';
import { connectTwin, type TestConnection, testTwin } from './nodes/test-twin.ts';
import { startTfgrid, type Tfgrid } from './start.ts';

const operator = testTwin(7001, 'operator', 'journey');
const signer = getPolkadotSigner(Buffer.from(operator.publicKeyHex, 'hex'), 'Sr25519', operator.sign);
const key = newSshKeyPair();
const foreign = newSshKeyPair();
const nodeId = 11;

interface Outcome {
  ok: boolean;
  events: { type: string; value: { type: string; value: { contract_id?: bigint } } }[];
}
type Call = (input: object) => { signAndSubmit(by: typeof signer): Promise<Outcome> };

describe('the grid as a whole', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tfgrid-'));
  let clock: SandboxClock;
  let grid: Tfgrid;
  let chain: ReturnType<typeof openClient>;
  let connection: TestConnection;

  const open = async () => {
    clock = createClock(openState(dataDir, 'clock'));
    grid = await startTfgrid({
      ports: { chain: 0, gridproxy: 0, relay: 0 },
      dataDir,
      clock,
      operator: {
        publicKeyHex: operator.publicKeyHex,
        balanceUnits: 10_000n * 10_000_000n,
        twinEncryptionKeyHex: operator.encryptionKeyHex,
      },
      blockTimeMs: 100,
      deployDelayMs: 50,
      nodeCount: 300,
    });
    chain = openClient(grid.urls.chain);
    connection = await connectTwin(grid.urls.relay, operator.token());
  };
  const shut = async () => {
    connection.close();
    chain.leave();
    await grid.close();
  };
  beforeAll(open);
  afterAll(async () => {
    await shut();
    rmSync(dataDir, { recursive: true });
  });

  const submit = async (name: string, input: object): Promise<Outcome['events']> => {
    const { tx } = chain.client.getUnsafeApi() as unknown as { tx: { SmartContractModule: Record<string, Call> } };
    const outcome = await tx.SmartContractModule[name]?.(input).signAndSubmit(signer);
    expect(outcome).toMatchObject({ ok: true });
    return outcome?.events ?? [];
  };
  const call = async (command: string, payload: unknown): Promise<unknown> => {
    const nodeKey = grid.access.twin(1000 + nodeId)?.encryptionKey;
    if (nodeKey === undefined) throw new Error('the node has no key');
    connection.send(operator.request(1000 + nodeId, command, payload, clock.now(), nodeKey));
    const answer = await connection.next();
    if (answer.error) throw new Error(answer.error.message);
    return operator.open(answer, nodeKey);
  };
  const settled = (contract_id: number): Promise<Workload[]> =>
    vi.waitFor(async () => {
      const workloads = (await call('zos.deployment.changes', { contract_id })) as Workload[];
      if (workloads.some((workload) => workload.result?.state === 'init')) throw new Error('not settled yet');
      return workloads;
    }, 20_000);
  const order = async (): Promise<{ deployment: Deployment; contractId: number }> => {
    const workloads = vmWorkloads({ sshKeys: [key.public], publicIp: true });
    const draft = operator.signedDeployment({ workloads });
    const hash = deploymentHash(draft).toString('hex');
    const events = await submit('create_node_contract', {
      node_id: nodeId,
      deployment_hash: `0x${Buffer.from(hash).toString('hex')}`,
      deployment_data: new Uint8Array(Buffer.from('{"type":"vm"}')),
      public_ips: 1,
      solution_provider_id: undefined,
    });
    const created = events.find((event) => event.value.type === 'ContractCreated');
    const contractId = Number(created?.value.value.contract_id);
    return { contractId, deployment: operator.signedDeployment({ workloads, contract_id: contractId }) };
  };

  it('goes from contract to machine, survives a restart, and ends with the contract', async () => {
    const { deployment, contractId } = await order();
    expect(await call('zos.deployment.deploy', deployment)).toBeNull();
    const workloads = await settled(contractId);
    expect(workloads.every((workload) => workload.result?.state === 'ok')).toBe(true);
    const ip = workloads.find((workload) => workload.type === 'ip')?.result?.data as { ip: string };
    const target = { host: ip.ip.split('/')[0] ?? '', port: grid.sshPort, username: 'root' };
    const login = { ...target, privateKey: key.private };
    await vi.waitFor(async () => expect(await runOverSsh(login, 'hostname')).toBe('web1\n'), 10_000);
    await expect(runOverSsh({ ...target, privateKey: foreign.private }, 'id')).rejects.toThrow(/authentication/i);
    await vi.waitFor(() => expect(grid.access.contract(contractId)).toMatchObject({ used: { cru: 2 } }), 10_000);
    const listed = await (await fetch(`${grid.urls.gridproxy}/contracts?contract_id=${contractId}`)).json();
    expect(listed).toMatchObject([{ contract_id: contractId, state: 'Created', details: { nodeId } }]);

    await shut();
    await expect(runOverSsh(login, 'hostname')).rejects.toThrow(/ECONNREFUSED/);
    await open();
    expect(await runOverSsh({ ...login, port: grid.sshPort }, 'hostname')).toBe('web1\n');

    await submit('cancel_contract', { contract_id: BigInt(contractId) });
    await vi.waitFor(async () => expect(grid.access.contract(contractId)).toBeUndefined(), 10_000);
    await expect(runOverSsh({ ...login, port: grid.sshPort }, 'hostname')).rejects.toThrow(/ECONNREFUSED/);
    await expect(call('zos.deployment.get', { contract_id: contractId })).rejects.toThrow('deployment not found');
    const free = grid.access.farm(1)?.publicIps.filter((each) => each.contractId === 0);
    expect(free).toHaveLength(32);
  });

  it('bills a running machine for every hour that the clock jumps over', async () => {
    const { deployment, contractId } = await order();
    await call('zos.deployment.deploy', deployment);
    await settled(contractId);
    await vi.waitFor(() => expect(grid.access.contract(contractId)).toMatchObject({ used: { cru: 2 } }), 10_000);
    await clock.advance(3 * 3600 + 60);
    const bills = await (await fetch(`${grid.urls.gridproxy}/contracts/${contractId}/bills`)).json();
    expect(bills).toHaveLength(3);
    await submit('cancel_contract', { contract_id: BigInt(contractId) });
  });

  it('shows the chain in the proxy and in the explorer', async () => {
    const node = await (await fetch(`${grid.urls.gridproxy}/nodes/${nodeId}`)).json();
    expect(node).toMatchObject({ nodeId, farmName: 'Freefarm', status: 'up', power: { state: '', target: '' } });
    const blocks = (await (await grid.control.request('/blocks?limit=5')).json()) as { items: unknown[] };
    expect(blocks.items).toHaveLength(5);
    expect(grid.operatorTwinId()).toBe(7001);
    expect(grid.providers.map(({ farmId }) => grid.access.farm(farmId)?.name)).toEqual([
      'Alpenrack',
      'Savanna-Compute',
    ]);
  });

  it('puts a node on standby on chain too: no contract is taken there', async () => {
    await grid.control.request('/nodes/12', { method: 'POST', body: JSON.stringify({ status: 'standby' }) });
    expect(grid.access.node(12)?.power).toEqual({ state: 'Down', target: 'Down' });
    const listed = await fetch(`${grid.urls.gridproxy}/nodes?status=standby&size=500`);
    const standby = (await listed.json()) as { nodeId: number }[];
    expect(standby.map((node) => node.nodeId)).toContain(12);
  });
});
