import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGrid, type TestGrid } from '../nodes/test-grid.ts';
import { type Gridproxy, startGridproxy } from './gridproxy.ts';
import { monthlyPriceUsd } from './price.ts';

interface Resources {
  cru: number;
  mru: number;
  sru: number;
  hru: number;
}

/** The fields of a listed node that the tests look at. */
interface ListedNode {
  nodeId: number;
  farmId: number;
  country: string;
  city: string;
  status: string;
  healthy: boolean;
  certificationType: string;
  num_gpu: number;
  gpus: { vendor: string }[];
  dedicated: boolean;
  rentable: boolean;
  features: string[];
  publicConfig: { ipv4: string };
  farm_free_ips: number;
  price_usd: number;
  updatedAt: number;
  total_resources: Resources;
  used_resources: Resources;
}

describe('the grid proxy', () => {
  let grid: TestGrid;
  let proxy: Gridproxy;

  beforeAll(async () => {
    grid = await startTestGrid();
    proxy = await startGridproxy(grid.fleet, 0);
  });
  afterAll(async () => {
    await proxy.close();
    await grid.close();
  });

  const get = async <T = ListedNode[]>(path: string): Promise<{ status: number; headers: Headers; body: T }> => {
    const response = await fetch(proxy.url + path);
    return { status: response.status, headers: response.headers, body: (await response.json()) as T };
  };
  const nodes = async (query: string): Promise<ListedNode[]> => (await get(`/nodes?size=1000&${query}`)).body;

  it('answers lists as bare arrays, with counts in headers only when asked', async () => {
    const plain = await get('/nodes');
    expect(plain.body).toHaveLength(50);
    expect(plain.headers.get('count')).toBeNull();
    const counted = await get('/nodes?ret_count=true&size=7&page=2&sort_by=node_id');
    expect(counted.body.map((node) => node.nodeId)).toEqual([8, 9, 10, 11, 12, 13, 14]);
    const total = grid.chain.nodes().length;
    expect([counted.headers.get('count'), counted.headers.get('size'), counted.headers.get('pages')]).toEqual([
      String(total),
      '7',
      String(Math.ceil(total / 7)),
    ]);
  });

  it('pages through every node exactly once', async () => {
    const seen: number[] = [];
    for (let page = 1; ; page++) {
      const { body } = await get(`/nodes?size=100&page=${page}&sort_by=node_id`);
      if (body.length === 0) break;
      seen.push(...body.map((node) => node.nodeId));
    }
    expect(seen).toEqual(grid.chain.nodes().map((node) => node.id));
  });

  it('refuses unknown parameters and values, and ignores empty ones', async () => {
    expect(await get('/nodes?colour=red')).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('colour') },
    });
    expect((await get('/nodes?status=sleepy')).status).toBe(400);
    expect((await get('/nodes?features=teleport')).status).toBe(400);
    expect((await get('/nodes?sort_by=beauty')).status).toBe(400);
    expect((await get('/farms?free_cru=1')).status).toBe(400);
    expect((await get('/nodes?country=&status=')).status).toBe(200);
    expect((await get('/nodes/99999')).status).toBe(404);
  });

  it('nests resources in the detail and not in the list', async () => {
    const [listed] = await nodes('node_id=11');
    const { body: detail } = await get<{ capacity: object; total_resources?: object }>('/nodes/11');
    expect(listed).toMatchObject({
      nodeId: 11,
      farmName: 'Freefarm',
      country: 'Belgium',
      city: 'Ghent',
      status: 'up',
      twinId: 1011,
    });
    expect(listed?.total_resources.cru).toBe(24);
    expect(listed).not.toHaveProperty('capacity');
    expect(detail.capacity).toMatchObject({ total_resources: listed?.total_resources });
    expect(detail.total_resources).toBeUndefined();
    expect(listed?.farm_free_ips).toBe(32);
  });

  it.each<[string, (node: ListedNode) => boolean]>([
    ['status=up', (node) => node.status === 'up'],
    ['status=standby,down', (node) => node.status !== 'up'],
    ['healthy=true', (node) => node.healthy],
    ['country=belgium', (node) => node.country === 'Belgium'],
    ['country_contains=land', (node) => /land/i.test(node.country)],
    ['city=Ghent', (node) => node.city === 'Ghent'],
    ['farm_ids=1,3', (node) => [1, 3].includes(node.farmId)],
    ['node_ids=4,9,200', (node) => [4, 9, 200].includes(node.nodeId)],
    ['excluded=4,9,200', (node) => ![4, 9, 200].includes(node.nodeId)],
    ['total_cru=32', (node) => node.total_resources.cru >= 32],
    ['free_mru=68719476736', (node) => node.total_resources.mru - node.used_resources.mru >= 68719476736],
    ['free_sru=1000000000000', (node) => node.total_resources.sru - node.used_resources.sru >= 1e12],
    ['free_hru=1000000000000', (node) => node.total_resources.hru - node.used_resources.hru >= 1e12],
    ['certification_type=Certified', (node) => node.certificationType === 'Certified'],
    ['certification_type=DIY', (node) => node.certificationType === 'Diy'],
    ['has_gpu=true', (node) => node.num_gpu > 0],
    ['gpu_vendor_name=nvidia', (node) => node.gpus.some((gpu) => gpu.vendor.includes('NVIDIA'))],
    ['dedicated=true', (node) => node.dedicated],
    ['rentable=true', (node) => node.rentable],
    ['available_for=7001', (node) => !node.dedicated],
    ['features=zmachine-light', (node) => node.features.includes('zmachine-light')],
    ['features=zmachine,wireguard', (node) => node.features.includes('zmachine')],
    ['ipv4=true', (node) => node.publicConfig.ipv4 !== ''],
    ['free_ips=1', (node) => node.farm_free_ips >= 1],
    ['price_max=100', (node) => node.price_usd <= 100],
  ])('filters by %s: all that match and nothing else', async (query, test) => {
    const all = await nodes('');
    const found = await nodes(query);
    const ids = (list: ListedNode[]) => list.map((node) => node.nodeId).sort((a, b) => a - b);
    expect(ids(found)).toEqual(ids(all.filter(test)));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(all.length);
  });

  it('filters by region', async () => {
    const found = await nodes('region=Africa');
    expect(found.length).toBeGreaterThan(0);
    expect(
      found.every((node) =>
        ['Egypt', 'Kenya', 'South Africa', 'Tanzania', 'Nigeria', 'Ghana', 'Morocco', 'Rwanda', 'Uganda'].includes(
          node.country,
        ),
      ),
    ).toBe(true);
  });

  it('sorts in both directions', async () => {
    const prices = (await nodes('sort_by=price_usd&sort_order=desc')).map((node) => node.price_usd);
    expect(prices).toEqual(prices.toSorted((a, b) => b - a));
  });

  it('shows a switched-off node as down at once, and its power state as the chain has it', async () => {
    await grid.fleet.grid.statuses.set(12, 'down');
    expect((await get('/nodes/12/status')).body).toEqual({ status: 'down' });
    const before = (await get<ListedNode>('/nodes/12')).body.updatedAt;
    await grid.clock.advance(7200);
    expect((await get<ListedNode>('/nodes/12')).body.updatedAt).toBe(before);
    await grid.fleet.grid.statuses.set(12, 'up');
    expect((await get<ListedNode>('/nodes/12')).body.updatedAt).toBeGreaterThanOrEqual(before + 7200);
  });

  it('lists farms, addresses, twins, contracts and totals', async () => {
    const farms = (await get('/farms?name=Freefarm&free_ips=30')).body;
    expect(farms).toMatchObject([{ farmId: 1, certificationType: 'Gold', publicIps: expect.any(Array) }]);
    expect((await get('/farms?country=Belgium&size=500')).body.length).toBeGreaterThan(0);
    expect((await get('/public_ips?farm_ids=1&free=true&size=100')).body).toHaveLength(32);
    expect((await get('/twins?twin_id=7001')).body).toMatchObject([
      { twinId: 7001, publicKey: grid.operator.encryptionKeyHex },
    ]);
    const hash = 'a'.repeat(32);
    grid.chain.put({
      type: 'node',
      contractId: 5,
      twinId: 7001,
      state: 'Created',
      nodeId: 11,
      hash,
      deploymentData: '{}',
      publicIps: [],
    });
    grid.chain.tell('ContractCreated', { contract_id: 5n });
    grid.chain.tell('ContractBilled', {
      contract_id: 5n,
      timestamp: 100n,
      discount_level: { type: 'Gold' },
      amount_billed: 4_500_000n,
    });
    const [contract] = (await get('/contracts?twin_id=7001&state=Created,GracePeriod')).body;
    expect(contract).toMatchObject({
      contract_id: 5,
      type: 'node',
      details: { nodeId: 11, farm_id: 1, deployment_hash: hash },
    });
    expect((await get('/contracts/5/bills')).body).toMatchObject([
      { amountBilled: 4_500_000, discountReceived: 'Gold', timestamp: 100 },
    ]);
    const stats = (await get<{ nodes: number; nodesDistribution: Record<string, number> }>('/stats?status=up')).body;
    expect(stats.nodes).toBe((await nodes('status=up')).length);
    expect(stats.nodesDistribution.Belgium).toBeGreaterThan(0);
    expect((await get('/ping')).body).toEqual({ ping: 'pong' });
  });

  it('gives statistics and graphics cards per node', async () => {
    const [withGpu] = await nodes('has_gpu=true&status=up');
    expect((await get(`/nodes/${withGpu?.nodeId}/gpu`)).body).toHaveLength(withGpu?.num_gpu ?? 0);
    expect((await get('/nodes/11/statistics')).body).toMatchObject({
      total: { cru: 24 },
      users: { deployments: expect.any(Number) },
    });
    const [off] = await nodes('status=down');
    expect((await get(`/nodes/${off?.nodeId}/statistics`)).body).toMatchObject({ Status: 'Bad Gateway' });
  });

  it('meets its faults', async () => {
    const { faults } = grid.fleet.grid;
    faults.add({ target: 'gridproxy', kind: 'refuse', ms: 0 }, 1);
    faults.add({ target: 'gridproxy', kind: 'badPayload', ms: 0 }, 1);
    faults.add({ target: 'gridproxy', kind: 'drop', ms: 0 }, 1);
    expect((await fetch(`${proxy.url}/ping`)).status).toBe(503);
    await expect(get('/ping')).rejects.toThrow(/JSON/);
    await expect(get('/ping')).rejects.toThrow();
    expect((await get('/ping')).status).toBe(200);
  });
});

describe('the price of a whole node', () => {
  it('follows CU and SU, with a quarter more for certified nodes', () => {
    const node = { cru: 2, mru: 4 * 1024 ** 3, sru: 50 * 1024 ** 3, hru: 0 };
    expect(monthlyPriceUsd(node, false, 0)).toBe(8.1);
    expect(monthlyPriceUsd(node, true, 0)).toBe(10.13);
  });
});
