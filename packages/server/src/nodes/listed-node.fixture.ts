import type { ListedNode } from '../gridproxy/to-grid-node.ts';

/** A node as the grid lists it, with what a test changes of it. */
export function listedNode(change: Partial<ListedNode> = {}): ListedNode {
  return {
    id: 11,
    farmId: 1,
    farmName: 'Freefarm',
    twinId: 24,
    country: 'Belgium',
    countryCode: 'BE',
    region: 'europe',
    city: 'Ghent',
    latitude: 51.05,
    longitude: 3.72,
    status: 'up',
    healthy: true,
    total: { cpu: 24, memoryMb: 196_608, ssdGb: 1000, hddGb: 4000 },
    free: { cpu: 24, memoryMb: 65_536, ssdGb: 500, hddGb: 4000 },
    gpus: [{ id: '0000:28:00.0/1002/731f', vendor: 'AMD', model: 'Navi 10' }],
    certified: false,
    dedicated: false,
    rentedByTwinId: null,
    extraFeeMusd: 0,
    ipv4Free: 8,
    ipv6: false,
    features: ['ip', 'network', 'zmachine', 'zmount'],
    reportedAtMs: Date.parse('2026-03-01T00:00:00Z'),
    uptimeSeconds: 40 * 86_400,
    ...change,
  };
}
