import { type GridNode, regionOf } from '@marketplace/core/nodes';
import { countryCodeOf } from './countries.ts';
import type { GridproxyNode } from './schemas.ts';

/** A node as the grid lists it now. What only the product knows (opt-out, silence, uptime) is added elsewhere. */
export type ListedNode = Omit<GridNode, 'v3OptedOut' | 'unknownSinceMs' | 'uptimePercent'> & {
  /** Seconds since its last start, as of its last report. */
  readonly uptimeSeconds: number;
};

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

export function toGridNode(node: GridproxyNode): ListedNode {
  const countryCode = countryCodeOf(node.country);
  const { total_resources: total, used_resources: used } = node;
  // Used counts the node's own reserve (a tenth of memory, 20 GiB of SSD) besides the contracts.
  const left = (key: 'mru' | 'sru' | 'hru', unit: number) => Math.max(0, Math.floor((total[key] - used[key]) / unit));
  return {
    id: node.nodeId,
    farmId: node.farmId,
    farmName: node.farmName,
    twinId: node.twinId,
    country: node.country,
    countryCode,
    region: regionOf(countryCode),
    city: node.city,
    latitude: node.location?.latitude ?? null,
    longitude: node.location?.longitude ?? null,
    status: node.status,
    healthy: node.healthy,
    total: {
      cpu: total.cru,
      memoryMb: Math.floor(total.mru / MIB),
      ssdGb: Math.floor(total.sru / GIB),
      hddGb: Math.floor(total.hru / GIB),
    },
    free: { cpu: total.cru, memoryMb: left('mru', MIB), ssdGb: left('sru', GIB), hddGb: left('hru', GIB) },
    gpus: gpusOf(node),
    certified: node.certificationType === 'Certified',
    // The chain's own rule; the listing's `dedicated` also counts nodes that merely could be rented.
    dedicated: node.inDedicatedFarm || node.extraFee > 0,
    rentedByTwinId: node.rentedByTwinId === 0 ? null : node.rentedByTwinId,
    extraFeeMusd: node.extraFee,
    ipv4Free: node.farm_free_ips,
    ipv6: Boolean(node.publicConfig?.ipv6),
    features: [...(node.features ?? [])].sort(),
    reportedAtMs: node.updatedAt * 1000,
    uptimeSeconds: node.uptime,
  };
}

/** The count is known before the cards are: those that were not looked at yet are listed without a model. */
function gpusOf({ gpus, num_gpu, nodeId }: GridproxyNode): GridNode['gpus'] {
  const known = (gpus ?? []).map(({ id, vendor, device }) => ({ id, vendor, model: device }));
  const unseen = Array.from({ length: Math.max(0, num_gpu - known.length) }, (_, index) => ({
    id: `${nodeId}-${known.length + index}`,
    vendor: '',
    model: '',
  }));
  return [...known, ...unseen];
}
