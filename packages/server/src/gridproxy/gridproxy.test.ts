import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createGridproxy, GridproxyFault } from './gridproxy.ts';

const GIB = 1024 ** 3;
const freefarmNode = {
  id: '0000',
  nodeId: 11,
  farmId: 1,
  farmName: 'Freefarm',
  twinId: 24,
  country: 'Belgium',
  gridVersion: 3,
  city: 'Ghent',
  uptime: 1_234_567,
  updatedAt: 1_763_800_000,
  total_resources: { cru: 24, sru: 1000 * GIB, hru: 8000 * GIB, mru: 192 * GIB },
  used_resources: { cru: 16, sru: 100 * GIB, hru: 0, mru: 38.5 * GIB },
  location: { country: 'Belgium', city: 'Ghent', longitude: 3.71, latitude: 51.05 },
  publicConfig: { domain: '', gw4: '185.206.122.1', gw6: '', ipv4: '185.206.122.31/24', ipv6: '' },
  status: 'up',
  certificationType: 'Diy',
  dedicated: true,
  inDedicatedFarm: false,
  rentedByTwinId: 0,
  num_gpu: 1,
  extraFee: 0,
  healthy: true,
  gpus: [{ id: '0000:28:00.0/1002/731f', vendor: 'AMD', device: 'Navi 10', contract: 0 }],
  farm_free_ips: 8,
  features: ['zmachine', 'network'],
  aFieldOfTomorrow: { deep: true },
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Answer = { status?: number; headers?: Record<string, string>; body: string } | 'silence';

async function gridproxyAnswering(answer: (url: URL) => Answer, timeoutMs = 2000) {
  server = createServer((request, response) => {
    const reply = answer(new URL(request.url ?? '/', 'http://localhost'));
    if (reply === 'silence') return;
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers }).end(reply.body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return createGridproxy({ url: `http://127.0.0.1:${port}/`, timeoutMs, pageSize: 2 });
}

const listing =
  (nodes: unknown[], withCount = true) =>
  (url: URL): Answer => {
    const size = Number(url.searchParams.get('size'));
    const start = (Number(url.searchParams.get('page')) - 1) * size;
    const headers: Record<string, string> = withCount ? { count: `${nodes.length}` } : {};
    return { headers, body: JSON.stringify(nodes.slice(start, start + size)) };
  };

describe('the listing of nodes', () => {
  it('is read page by page to its end, with and without a count', async () => {
    const nodes = [1, 2, 3, 4, 5].map((nodeId) => ({ ...freefarmNode, nodeId }));
    for (const withCount of [true, false]) {
      const gridproxy = await gridproxyAnswering(listing(nodes, withCount));
      expect((await gridproxy.fetchAllNodes()).nodes.map((node) => node.id)).toEqual([1, 2, 3, 4, 5]);
    }
  });

  it('becomes nodes in the words of the product', async () => {
    const gridproxy = await gridproxyAnswering(listing([freefarmNode]));
    expect((await gridproxy.fetchAllNodes()).nodes[0]).toEqual({
      id: 11,
      farmId: 1,
      farmName: 'Freefarm',
      twinId: 24,
      country: 'Belgium',
      countryCode: 'BE',
      region: 'europe',
      city: 'Ghent',
      latitude: 51.05,
      longitude: 3.71,
      status: 'up',
      healthy: true,
      total: { cpu: 24, memoryMb: 196_608, ssdGb: 1000, hddGb: 8000 },
      free: { cpu: 24, memoryMb: 157_184, ssdGb: 900, hddGb: 8000 },
      gpus: [{ id: '0000:28:00.0/1002/731f', vendor: 'AMD', model: 'Navi 10' }],
      certified: false,
      dedicated: false,
      rentedByTwinId: null,
      extraFeeMusd: 0,
      ipv4Free: 8,
      ipv6: false,
      features: ['network', 'zmachine'],
      reportedAtMs: 1_763_800_000_000,
      uptimeSeconds: 1_234_567,
    });
  });

  it('keeps the readable nodes beside one that is not, and names it', async () => {
    const broken = { ...freefarmNode, nodeId: 12, total_resources: null };
    const gridproxy = await gridproxyAnswering(listing([freefarmNode, broken, { ...freefarmNode, nodeId: 13 }]));
    const { nodes, unreadable } = await gridproxy.fetchAllNodes();
    expect(nodes.map((node) => node.id)).toEqual([11, 13]);
    expect(unreadable).toEqual([{ id: 12, reason: expect.stringContaining('total_resources') }]);
  });

  it('takes null for what the indexers have not seen yet, and rents and fees as the chain does', async () => {
    const young = {
      ...freefarmNode,
      location: { longitude: null, latitude: null },
      features: null,
      gpus: null,
      publicConfig: null,
    };
    const rented = { ...freefarmNode, nodeId: 12, extraFee: 5000, rentedByTwinId: 9, status: 'standby' };
    const gridproxy = await gridproxyAnswering(listing([young, rented]));
    const { nodes } = await gridproxy.fetchAllNodes();
    expect(nodes[0]).toMatchObject({ latitude: null, longitude: null, features: [], gpus: [{ model: '' }] });
    expect(nodes[1]).toMatchObject({ dedicated: true, rentedByTwinId: 9, extraFeeMusd: 5000, status: 'standby' });
  });
});

describe('a fault of gridproxy', () => {
  it.each<[string, (url: URL) => Answer]>([
    ['silence', () => 'silence'],
    ['an error', () => ({ status: 500, body: '{"error":"db"}' })],
    ['no JSON', () => ({ body: '<html>' })],
    ['no list', () => ({ body: '{"error":"x"}' })],
    ['a list of something else', () => ({ body: '[{"a":1},{"b":2}]' })],
    ['a list without end', () => ({ headers: { count: '999999999' }, body: JSON.stringify([freefarmNode]) })],
  ])('%s is named and says nothing about nodes', async (_, answer) => {
    const gridproxy = await gridproxyAnswering(answer, 100);
    await expect(gridproxy.fetchAllNodes()).rejects.toBeInstanceOf(GridproxyFault);
  });

  it('keeps its cause', async () => {
    const gridproxy = createGridproxy({ url: 'http://127.0.0.1:1' });
    const fault = await gridproxy.fetchFarms().catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'GridproxyFault', cause: expect.anything() });
  });
});

it('reads one node, whose resources lie deeper than in the list', async () => {
  const { total_resources, used_resources, ...rest } = freefarmNode;
  const gridproxy = await gridproxyAnswering(({ pathname }) =>
    pathname === '/nodes/11'
      ? { body: JSON.stringify({ ...rest, capacity: { total_resources, used_resources } }) }
      : { status: 404, body: '{"error":"node not found"}' },
  );
  expect(await gridproxy.fetchNode(11)).toMatchObject({ id: 11, free: { memoryMb: 157_184 } });
  expect(await gridproxy.fetchNode(12)).toBeUndefined();
});

it('reads farms', async () => {
  const farm = { name: 'Freefarm', farmId: 1, twinId: 7, certificationType: 'Gold', dedicated: false, publicIps: null };
  const gridproxy = await gridproxyAnswering(listing([farm]));
  expect(await gridproxy.fetchFarms()).toMatchObject([{ farmId: 1, name: 'Freefarm' }]);
});
