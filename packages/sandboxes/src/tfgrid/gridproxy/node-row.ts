import type { ChainFarm, ChainNode } from '../chain/access.ts';
import { type Grid, usedOn } from '../nodes/grid.ts';
import { featuresOf, gpusOf } from '../nodes/node-facts.ts';
import { regionOf } from '../world/places.ts';
import { monthlyPriceUsd } from './price.ts';

/** A node as the proxy's database row holds it; `nodeInList` and `nodeInDetail` are its two JSON shapes. */
export type NodeRow = ReturnType<typeof nodeRow>;

export interface RowSources {
  grid: Grid;
  farms: ReadonlyMap<number, ChainFarm>;
  /** Twin of each rent contract's owner by contract id. */
  twinOfContract(contractId: number): number | undefined;
}

export function nodeRow(node: ChainNode, { grid, farms, twinOfContract }: RowSources) {
  const extras = grid.worldNode(node.id);
  const farm = farms.get(node.farmId);
  const status = grid.statuses.of(node.id);
  const report = grid.statuses.lastReport(node.id);
  const rentedBy = node.rentContractId === undefined ? 0 : (twinOfContract(node.rentContractId) ?? 0);
  const inDedicatedFarm = farm?.dedicated ?? false;
  const isWhole = inDedicatedFarm || node.extraFeeMusd > 0;
  return {
    node,
    status: status === 'down' || status === 'standby' ? status : 'up',
    healthy: (extras?.healthy ?? true) && grid.statuses.isReachable(node.id),
    updatedAt: report.atSeconds,
    uptime: report.uptimeSeconds,
    total: node.resources,
    used: usedOn(grid, node),
    farmName: farm?.name ?? '',
    farmTwin: farm?.twinId ?? 0,
    farmFreeIps: farm?.publicIps.filter((ip) => ip.contractId === 0).length ?? 0,
    region: regionOf(node.location.country) ?? '',
    inDedicatedFarm,
    dedicated: isWhole,
    rented: rentedBy !== 0,
    rentedBy,
    rentable: rentedBy === 0 && (isWhole || (node.activeContractIds.length === 0 && !isUsedByOthers(extras))),
    features: featuresOf(extras),
    gpus: gpusOf(grid, node.id),
    extras,
    priceUsd: monthlyPriceUsd(node.resources, node.certification === 'Certified', node.extraFeeMusd),
  };
}

function isUsedByOthers(extras: ReturnType<Grid['worldNode']>): boolean {
  return extras !== undefined && extras.usedByOthers.mru > 0;
}

export function nodeInList(row: NodeRow) {
  return { ...common(row), total_resources: row.total, used_resources: row.used };
}

export function nodeInDetail(row: NodeRow) {
  return { ...common(row), capacity: { total_resources: row.total, used_resources: row.used } };
}

function common(row: NodeRow) {
  const { node, extras } = row;
  const { city, country } = node.location;
  const config = node.publicConfig;
  const isDown = node.power.state === 'Down' || node.power.target === 'Down';
  return {
    id: String(node.id).padStart(10, '0'),
    nodeId: node.id,
    farmId: node.farmId,
    farmName: row.farmName,
    twinId: node.twinId,
    country,
    gridVersion: 3,
    city,
    uptime: row.uptime,
    created: node.createdAtSeconds,
    farmingPolicyId: extras?.farmingPolicyId ?? 1,
    updatedAt: row.updatedAt,
    location: { country, city, longitude: Number(node.location.longitude), latitude: Number(node.location.latitude) },
    publicConfig: {
      domain: config?.domain ?? '',
      gw4: config?.ip4.gateway ?? '',
      gw6: config?.ip6?.gateway ?? '',
      ipv4: config?.ip4.ip ?? '',
      ipv6: config?.ip6?.ip ?? '',
    },
    status: row.status,
    certificationType: node.certification,
    dedicated: row.dedicated,
    inDedicatedFarm: row.inDedicatedFarm,
    rentContractId: node.rentContractId ?? 0,
    rented: row.rented,
    rentable: row.rentable,
    rentedByTwinId: row.rentedBy,
    serialNumber: extras?.serialNumber ?? '',
    power: isDown ? { state: node.power.state, target: node.power.target } : { state: '', target: '' },
    num_gpu: row.gpus.length,
    extraFee: node.extraFeeMusd,
    healthy: row.healthy,
    dmi: dmiOf(extras),
    speed: extras?.speed ?? { upload: 0, download: 0 },
    gpus: row.gpus,
    price_usd: row.priceUsd,
    farm_free_ips: row.farmFreeIps,
    features: row.features,
  };
}

function dmiOf(extras: NodeRow['extras']) {
  if (extras === undefined)
    return {
      bios: { vendor: '', version: '' },
      baseboard: { manufacturer: '', product_name: '' },
      processor: [],
      memory: [],
    };
  const { machine, memoryMaker } = extras;
  return {
    bios: { vendor: machine.manufacturer, version: '2.4' },
    baseboard: { manufacturer: machine.manufacturer, product_name: machine.product },
    processor: [{ version: machine.processor, thread_count: String(machine.cores) }],
    memory: [{ manufacturer: memoryMaker, type: machine.memoryType }],
  };
}
