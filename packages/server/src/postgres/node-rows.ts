import {
  type Gpu,
  type GridNode,
  type NodeListing,
  type NodeStatus,
  regionOf,
  uptimePercent,
} from '@marketplace/core/nodes';
import type { ListedNode } from '../gridproxy/to-grid-node.ts';

/** Columns of `nodes` that a listing writes, in one order for insert, update and comparison. */
export const nodeColumns = [
  'id',
  'farm_id',
  'farm_name',
  'twin_id',
  'country',
  'country_code',
  'region',
  'city',
  'latitude',
  'longitude',
  'status',
  'healthy',
  'total_cpu',
  'total_memory_mb',
  'total_ssd_gb',
  'total_hdd_gb',
  'free_memory_mb',
  'free_ssd_gb',
  'free_hdd_gb',
  'gpus',
  'certified',
  'dedicated',
  'rented_by_twin_id',
  'extra_fee_musd',
  'ipv4_free',
  'ipv6',
  'features',
  'v3_opted_out',
  'reported_at',
  'unknown_since',
] as const;

/** A row of `nodes` with the sums of its health and what its provider and the operator decided. */
export interface NodeRow {
  id: number;
  farm_id: number;
  farm_name: string;
  twin_id: number;
  country: string;
  country_code: string | null;
  city: string;
  latitude: number | null;
  longitude: number | null;
  status: NodeStatus;
  healthy: boolean;
  total_cpu: number;
  total_memory_mb: number;
  total_ssd_gb: number;
  total_hdd_gb: number;
  free_memory_mb: number;
  free_ssd_gb: number;
  free_hdd_gb: number;
  gpus: Gpu[];
  certified: boolean;
  dedicated: boolean;
  rented_by_twin_id: number | null;
  extra_fee_musd: number;
  ipv4_free: number;
  ipv6: boolean;
  features: string[];
  v3_opted_out: boolean;
  reported_at: Date;
  unknown_since: Date | null;
  up_seconds: number;
  known_seconds: number;
  listing: NodeListing | null;
}

/** What a listing says of the node; a listed node is not unknown. */
export const toNodeRow = (node: ListedNode) => ({
  id: node.id,
  farm_id: node.farmId,
  farm_name: node.farmName,
  twin_id: node.twinId,
  country: node.country,
  country_code: node.countryCode,
  region: node.region,
  city: node.city,
  latitude: node.latitude,
  longitude: node.longitude,
  status: node.status,
  healthy: node.healthy,
  total_cpu: node.total.cpu,
  total_memory_mb: node.total.memoryMb,
  total_ssd_gb: node.total.ssdGb,
  total_hdd_gb: node.total.hddGb,
  free_memory_mb: node.free.memoryMb,
  free_ssd_gb: node.free.ssdGb,
  free_hdd_gb: node.free.hddGb,
  gpus: node.gpus,
  certified: node.certified,
  dedicated: node.dedicated,
  rented_by_twin_id: node.rentedByTwinId,
  extra_fee_musd: node.extraFeeMusd,
  ipv4_free: node.ipv4Free,
  ipv6: node.ipv6,
  features: node.features,
  reported_at: new Date(node.reportedAtMs),
  unknown_since: null,
});

export const fromNodeRow = (row: NodeRow): GridNode => ({
  id: row.id,
  farmId: row.farm_id,
  farmName: row.farm_name,
  twinId: row.twin_id,
  country: row.country,
  countryCode: row.country_code,
  region: regionOf(row.country_code),
  city: row.city,
  latitude: row.latitude,
  longitude: row.longitude,
  status: row.status,
  healthy: row.healthy,
  total: { cpu: row.total_cpu, memoryMb: row.total_memory_mb, ssdGb: row.total_ssd_gb, hddGb: row.total_hdd_gb },
  free: { cpu: row.total_cpu, memoryMb: row.free_memory_mb, ssdGb: row.free_ssd_gb, hddGb: row.free_hdd_gb },
  gpus: row.gpus,
  certified: row.certified,
  dedicated: row.dedicated,
  rentedByTwinId: row.rented_by_twin_id,
  extraFeeMusd: row.extra_fee_musd,
  ipv4Free: row.ipv4_free,
  ipv6: row.ipv6,
  features: row.features,
  v3OptedOut: row.v3_opted_out,
  reportedAtMs: row.reported_at.getTime(),
  unknownSinceMs: row.unknown_since?.getTime() ?? null,
  uptimePercent: uptimePercent({ upSeconds: row.up_seconds, knownSeconds: row.known_seconds }),
  ...(row.listing ? { listing: row.listing } : {}),
});
