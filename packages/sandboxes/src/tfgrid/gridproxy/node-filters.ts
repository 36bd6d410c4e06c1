import { workloadTypes } from '../nodes/deployment.ts';
import type { NodeRow } from './node-row.ts';
import { BadQuery, type Filter, is, type ListShape, number } from './query.ts';

const features = new Set<string>([...workloadTypes, 'wireguard', 'yggdrasil', 'mycelium']);
const free = (kind: 'mru' | 'sru' | 'hru' | 'cru') => (row: NodeRow) => row.total[kind] - row.used[kind];
const total = (kind: 'mru' | 'sru' | 'hru' | 'cru') => (row: NodeRow) => row.total[kind];

const byFeatures: Filter<NodeRow> = (value) => {
  const wanted = value.split(',');
  const unknown = wanted.find((feature) => !features.has(feature));
  if (unknown !== undefined) throw new BadQuery(`invalid value for features: ${unknown}`);
  return (row) => wanted.every((feature) => row.features.includes(feature));
};

const gpuPart =
  (read: (gpu: NodeRow['gpus'][number]) => string): Filter<NodeRow> =>
  (value) => {
    const wanted = value.toLowerCase();
    return (row) => row.gpus.some((gpu) => read(gpu).toLowerCase().includes(wanted));
  };

const twinTest =
  (name: string, test: (row: NodeRow, twin: number) => boolean): Filter<NodeRow> =>
  (value) => {
    const twin = number(name, value);
    return (row) => test(row, twin);
  };

const not =
  (filter: Filter<NodeRow>): Filter<NodeRow> =>
  (value) => {
    const test = filter(value);
    return (row) => !test(row);
  };

export const nodeShape: ListShape<NodeRow> = {
  filters: {
    status: is.word('status', ['up', 'down', 'standby'], (row) => row.status),
    healthy: is.flag('healthy', (row) => row.healthy),
    node_id: is.equal('node_id', (row) => row.node.id),
    node_ids: is.oneOf('node_ids', (row) => row.node.id),
    excluded: not(is.oneOf('excluded', (row) => row.node.id)),
    twin_id: is.equal('twin_id', (row) => row.node.twinId),
    farm_ids: is.oneOf('farm_ids', (row) => row.node.farmId),
    farm_name: is.text((row) => row.farmName),
    farm_name_contains: is.part((row) => row.farmName),
    country: is.text((row) => row.node.location.country),
    country_contains: is.part((row) => row.node.location.country),
    city: is.text((row) => row.node.location.city),
    city_contains: is.part((row) => row.node.location.city),
    region: is.text((row) => row.region),
    free_mru: is.atLeast('free_mru', free('mru')),
    free_sru: is.atLeast('free_sru', free('sru')),
    free_hru: is.atLeast('free_hru', free('hru')),
    total_cru: is.atLeast('total_cru', total('cru')),
    total_mru: is.atLeast('total_mru', total('mru')),
    total_sru: is.atLeast('total_sru', total('sru')),
    total_hru: is.atLeast('total_hru', total('hru')),
    free_ips: is.atLeast('free_ips', (row) => row.farmFreeIps),
    ipv4: is.flag('ipv4', (row) => row.node.publicConfig !== undefined),
    ipv6: is.flag('ipv6', (row) => row.node.publicConfig?.ip6 !== undefined),
    has_ipv6: is.flag('has_ipv6', (row) => row.node.publicConfig?.ip6 !== undefined),
    domain: is.flag('domain', (row) => row.node.publicConfig?.domain !== undefined),
    dedicated: is.flag('dedicated', (row) => row.dedicated),
    in_dedicated_farm: is.flag('in_dedicated_farm', (row) => row.inDedicatedFarm),
    rentable: is.flag('rentable', (row) => row.rentable),
    rented: is.flag('rented', (row) => row.rented),
    rented_by: is.equal('rented_by', (row) => row.rentedBy),
    owned_by: is.equal('owned_by', (row) => row.farmTwin),
    rentable_or_rented_by: twinTest('rentable_or_rented_by', (row, twin) => row.rentable || row.rentedBy === twin),
    available_for: twinTest('available_for', (row, twin) => row.rentedBy === twin || (!row.rented && !row.dedicated)),
    certification_type: is.word('certification_type', ['DIY', 'Certified'], (row) => row.node.certification),
    has_gpu: is.flag('has_gpu', (row) => row.gpus.length > 0),
    num_gpu: is.atLeast('num_gpu', (row) => row.gpus.length),
    gpu_device_id: gpuPart((gpu) => gpu.id),
    gpu_device_name: gpuPart((gpu) => gpu.device),
    gpu_vendor_id: gpuPart((gpu) => gpu.id),
    gpu_vendor_name: gpuPart((gpu) => gpu.vendor),
    gpu_available: is.flag('gpu_available', (row) => row.gpus.some((gpu) => gpu.contract === 0)),
    price_min: is.atLeast('price_min', (row) => row.priceUsd),
    price_max: is.atMost('price_max', (row) => row.priceUsd),
    features: byFeatures,
    // Discounts the prices shown, filters nothing; the route applies it.
    balance: () => () => true,
  },
  sorts: {
    status: (row) => row.status,
    node_id: (row) => row.node.id,
    farm_id: (row) => row.node.farmId,
    twin_id: (row) => row.node.twinId,
    uptime: (row) => row.uptime,
    created: (row) => row.node.createdAtSeconds,
    updated_at: (row) => row.updatedAt,
    country: (row) => row.node.location.country,
    city: (row) => row.node.location.city,
    dedicated_farm: (row) => row.inDedicatedFarm,
    rent_contract_id: (row) => row.node.rentContractId ?? 0,
    rented: (row) => row.rented,
    rentable: (row) => row.rentable,
    total_cru: total('cru'),
    total_mru: total('mru'),
    total_sru: total('sru'),
    total_hru: total('hru'),
    used_cru: (row) => row.used.cru,
    used_mru: (row) => row.used.mru,
    used_sru: (row) => row.used.sru,
    used_hru: (row) => row.used.hru,
    num_gpu: (row) => row.gpus.length,
    extra_fee: (row) => row.node.extraFeeMusd,
    price_usd: (row) => row.priceUsd,
    free_cru: free('cru'),
  },
};
