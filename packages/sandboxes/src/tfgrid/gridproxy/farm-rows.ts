import type { ChainFarm } from '../chain/access.ts';
import { nodeShape } from './node-filters.ts';
import type { NodeRow } from './node-row.ts';
import { type Filter, is, type ListShape } from './query.ts';

export interface FarmRow {
  farm: ChainFarm;
  nodes: NodeRow[];
}

const freeIps = ({ farm }: FarmRow) => farm.publicIps.filter((ip) => ip.contractId === 0).length;

/** A farm matches when one of its nodes matches the node filter. */
const someNode =
  (key: string): Filter<FarmRow> =>
  (value) => {
    const test = nodeShape.filters[key]?.(value);
    return (row) => row.nodes.some((node) => test?.(node) ?? false);
  };

export const farmShape: ListShape<FarmRow> = {
  filters: {
    free_ips: is.atLeast('free_ips', freeIps),
    total_ips: is.atLeast('total_ips', ({ farm }) => farm.publicIps.length),
    pricing_policy_id: is.equal('pricing_policy_id', () => 1),
    farm_id: is.equal('farm_id', ({ farm }) => farm.id),
    twin_id: is.equal('twin_id', ({ farm }) => farm.twinId),
    name: is.text(({ farm }) => farm.name),
    name_contains: is.part(({ farm }) => farm.name),
    certification_type: is.word(
      'certification_type',
      ['NotCertified', 'Silver', 'Gold'],
      ({ farm }) => farm.certification,
    ),
    dedicated: is.flag('dedicated', ({ farm }) => farm.dedicated),
    stellar_address: is.text(() => ''),
    node_free_mru: someNode('free_mru'),
    node_free_hru: someNode('free_hru'),
    node_free_sru: someNode('free_sru'),
    node_total_cru: someNode('total_cru'),
    node_status: someNode('status'),
    node_rented_by: someNode('rented_by'),
    node_available_for: someNode('available_for'),
    node_has_gpu: someNode('has_gpu'),
    node_has_ipv6: someNode('has_ipv6'),
    node_certified: is.flag('node_certified', ({ nodes }) =>
      nodes.some(({ node }) => node.certification === 'Certified'),
    ),
    node_features: someNode('features'),
    country: someNode('country'),
    region: someNode('region'),
  },
  sorts: {
    name: ({ farm }) => farm.name,
    farm_id: ({ farm }) => farm.id,
    twin_id: ({ farm }) => farm.twinId,
    free_ips: freeIps,
    total_ips: ({ farm }) => farm.publicIps.length,
    used_ips: (row) => row.farm.publicIps.length - freeIps(row),
    dedicated: ({ farm }) => farm.dedicated,
    public_ips: ({ farm }) => farm.publicIps.length,
  },
};

export function farmInList({ farm }: FarmRow) {
  return {
    name: farm.name,
    farmId: farm.id,
    twinId: farm.twinId,
    pricingPolicyId: 1,
    certificationType: farm.certification,
    stellarAddress: '',
    dedicated: farm.dedicated,
    publicIps: farm.publicIps.map((ip, index) => ({
      id: `${String(farm.id).padStart(6, '0')}-${index}`,
      ip: ip.ip,
      gateway: ip.gateway,
      contract_id: ip.contractId,
    })),
  };
}

export interface PublicIpRow {
  id: string;
  ip: string;
  gateway: string;
  contract_id: number;
  farm_id: number;
}

export const publicIpShape: ListShape<PublicIpRow> = {
  filters: {
    farm_ids: is.oneOf('farm_ids', (row) => row.farm_id),
    free: is.flag('free', (row) => row.contract_id === 0),
    ip: is.text((row) => row.ip),
    gateway: is.text((row) => row.gateway),
  },
  sorts: { ip: (row) => row.ip, farm_id: (row) => row.farm_id, contract_id: (row) => row.contract_id },
};
