import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deploymentHash } from './challenge.ts';
import { gridControl } from './control.ts';
import { startTestGrid, type TestGrid, vmWorkloads } from './test-grid.ts';
import { connectTwin } from './test-twin.ts';

/** A listed item; the tests match its fields. */
interface Body {
  items: unknown[];
}
interface Workload {
  ssh: { host: string; port: number };
  privateIp: string;
  myceliumIp: string;
}

describe('the control of the grid', () => {
  let grid: TestGrid;
  let app: ReturnType<typeof gridControl>;

  beforeAll(async () => {
    grid = await startTestGrid();
    app = gridControl(grid.fleet);
    const deployment = grid.operator.signedDeployment({ contract_id: 3, workloads: vmWorkloads({ sshKeys: [] }) });
    const hash = deploymentHash(deployment).toString('hex');
    grid.chain.put({
      type: 'node',
      contractId: 3,
      twinId: 7001,
      state: 'Created',
      nodeId: 11,
      hash,
      deploymentData: '',
      publicIps: [],
    });
    grid.chain.put({ type: 'name', contractId: 4, twinId: 7001, state: 'Created', name: 'demo' });
    const connection = await connectTwin(grid.relay.url, grid.operator.token());
    connection.send(grid.operator.request(1011, 'zos.deployment.deploy', deployment, grid.clock.now()));
    await connection.next();
    await vi.waitFor(() => expect(grid.fleet.machines.running()[0]?.ssh).toBeDefined(), 10_000);
    connection.close();
  });
  afterAll(() => grid.close());

  const get = async (path: string): Promise<{ status: number; body: Body }> => {
    const response = await app.request(path);
    return { status: response.status, body: (await response.json()) as Body };
  };
  const post = async (path: string, body: object | string): Promise<{ status: number; body: Body }> => {
    const response = await app.request(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };

  it('lists contracts of every type', async () => {
    const { body } = await get('/contracts');
    expect(body.items).toEqual([
      {
        contractId: 3,
        twinId: 7001,
        nodeId: 11,
        type: 'node',
        state: 'Created',
        hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
      { contractId: 4, twinId: 7001, nodeId: null, type: 'name', state: 'Created', hash: null },
    ]);
  });

  it('tells where a machine answers, by its name list and by any of its addresses', async () => {
    const [machine] = (await get('/workloads')).body.items as [Workload];
    expect(machine).toMatchObject({
      name: 'web1',
      contractId: 3,
      nodeId: 11,
      image: 'Ubuntu 24.04.1 LTS',
      ssh: { port: grid.sshPort, user: 'root' },
    });
    const { host, port } = machine.ssh;
    for (const address of [machine.privateIp, machine.myceliumIp, host]) {
      expect((await get(`/reach?address=${address}&port=22`)).body).toEqual({ host, port });
    }
    expect((await get('/reach?address=10.9.9.9&port=22')).status).toBe(404);
    expect((await get(`/reach?address=${host}&port=80`)).status).toBe(404);
  });

  it('switches a node off and on: its machines go and come back, and it says so', async () => {
    expect(await post('/nodes/11', { status: 'down' })).toEqual({ status: 200, body: { nodeId: 11, status: 'down' } });
    expect((await get('/workloads')).body.items).toEqual([]);
    expect((await get('/nodes/11')).body).toMatchObject({ nodeId: 11, status: 'down', country: 'Belgium' });
    await post('/nodes/11', { status: 'up' });
    expect((await get('/workloads')).body.items).toHaveLength(1);
  });

  it('refuses what it does not know', async () => {
    expect((await post('/nodes/11', { status: 'asleep' })).status).toBe(400);
    expect((await post('/nodes/99999', { status: 'up' })).status).toBe(404);
    expect((await post('/nodes/11', 'no json')).status).toBe(400);
    expect((await post('/faults', { target: 'moon', kind: 'silence' })).status).toBe(400);
    expect((await post('/faults', { target: 'chain', kind: 'badPayload' })).status).toBe(400);
    expect((await get('/nodes/99999')).status).toBe(404);
  });

  it('takes faults and gives them back, and zero takes them away', async () => {
    const fault = { target: 'node', nodeId: 11, kind: 'slow', count: 2, ms: 5 };
    expect((await post('/faults', fault)).body.items).toMatchObject([
      { target: 'node', kind: 'slow', nodeId: 11, left: 2, ms: 5 },
    ]);
    await post('/faults', { target: 'node', kind: 'slow', count: 0 });
    expect((await get('/faults')).body.items).toEqual([]);
  });

  it('sets the price of a TFT', async () => {
    expect((await post('/tft-price', { musd: 25 })).body).toEqual({ musd: 25 });
    expect(grid.chain.tftPriceMusd()).toBe(25);
  });

  it('lets nodes with customers report after a jump in time', async () => {
    await grid.clock.advance(60);
    expect(grid.chain.uptimes).toEqual([]);
    await grid.clock.advance(7200);
    expect(grid.chain.uptimes.map((report) => report.nodeId)).toEqual([11]);
  });
});
