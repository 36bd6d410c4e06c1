import type { GridNode } from './grid-node.ts';

/** A node on which everything can be deployed, with what a test changes of it. */
export function gridNode(change: Partial<GridNode> = {}): GridNode {
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
    gpus: [],
    certified: false,
    dedicated: false,
    rentedByTwinId: null,
    extraFeeMusd: 0,
    ipv4Free: 8,
    ipv6: false,
    features: ['zmachine', 'zmount', 'network', 'ip', 'mycelium'],
    v3OptedOut: false,
    reportedAtMs: 1_763_800_000_000,
    unknownSinceMs: null,
    uptimePercent: 99.9,
    ...change,
  };
}
