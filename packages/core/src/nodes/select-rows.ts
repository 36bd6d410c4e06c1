import type { Point } from './distance.ts';
import { FLAG, lowerBound, type NodeIndex, spotDistances } from './node-index.ts';
import type { Area, NodeFilters } from './node-query.ts';
import { isInPlace } from './regions.ts';

/**
 * 1 for each row that fits the query, else 0. Each condition strikes out rows in a loop over one column: short loops over
 * plain numbers are what makes an exact count of a whole grid cheap.
 */
export function selectRows(index: NodeIndex, query: NodeFilters): Uint8Array {
  const { columns } = index;
  const selected = new Uint8Array(index.rows.length).fill(1);
  strikeByFlags(selected, columns.flags, query);
  if (query.maxMonthlyUsd !== undefined) selected.fill(0, lowerBound(index, toUnits(query.maxMonthlyUsd) + 1n));
  strikeBelow(selected, columns.cpu, query.minCpu);
  strikeBelow(selected, columns.memoryMb, query.minMemoryGb === undefined ? undefined : query.minMemoryGb * 1024);
  strikeBelow(selected, columns.ssdGb, query.minSsdGb);
  strikeBelow(selected, columns.hddGb, query.minHddGb);
  strikeUnsteady(selected, columns.uptime, query.minUptime);
  const { farmId, allianceId, feature, gpuModel, bbox, country, region } = query;
  if (farmId !== undefined) strike(selected, (row) => columns.farmId[row] !== farmId);
  if (allianceId !== undefined) {
    const passes = index.allianceSets.map((set) => (set.includes(allianceId) ? 1 : 0));
    strikeByNumber(selected, columns.allianceSet, Uint8Array.from(passes));
  }
  if (country !== undefined || region !== undefined) {
    const passes = index.places.map((place) => (isInPlace(place, { country, region }) ? 1 : 0));
    strikeByNumber(selected, columns.place, Uint8Array.from(passes));
  }
  if (feature !== undefined) {
    const passes = index.featureSets.map((set) => (set.includes(feature) ? 1 : 0));
    strikeByNumber(selected, columns.featureSet, Uint8Array.from(passes));
  }
  if (bbox !== undefined) strikeOutside(selected, index, bbox);
  if (query.near !== undefined && query.maxDistanceKm !== undefined)
    strikeFar(selected, index, query.near, query.maxDistanceKm);
  for (const { ids } of query.within ?? []) strike(selected, (row) => !ids.has(columns.id[row] ?? 0));
  if (gpuModel !== undefined) strikeOtherGpus(selected, index, gpuModel.toLowerCase());
  return selected;
}

/** All yes-or-no conditions and the status in one loop. */
function strikeByFlags(selected: Uint8Array, flags: Uint16Array, query: NodeFilters): void {
  let mask = 0;
  let wanted = 0;
  for (const name of ['gpu', 'certified', 'dedicated', 'ipv4', 'ipv6', 'exposed'] as const) {
    if (query[name] === undefined) continue;
    mask |= FLAG[name];
    if (query[name]) wanted |= FLAG[name];
  }
  if (query.status !== undefined) {
    mask |= FLAG[query.status];
    wanted |= FLAG[query.status];
  }
  if (mask === 0) return;
  for (let row = 0; row < selected.length; row++) {
    // 1 where nothing differs, without a branch: on mixed rows a wrong guess costs more than all the rest.
    const differs = ((flags[row] ?? 0) & mask) ^ wanted;
    selected[row] = (selected[row] ?? 0) & ((differs - 1) >>> 31);
  }
}

/** Whole numbers, without a branch as above: the sign bit of the difference tells. */
function strikeBelow(selected: Uint8Array, column: Int32Array, minimum: number | undefined): void {
  if (minimum === undefined) return;
  const least = Math.min(Math.ceil(minimum), 2 ** 31 - 1);
  for (let row = 0; row < selected.length; row++)
    selected[row] = (selected[row] ?? 0) & ~(((column[row] ?? 0) - least) >> 31);
}

/** A value that is not known (NaN) is never enough. */
function strikeUnsteady(selected: Uint8Array, column: Float64Array, minimum: number | undefined): void {
  if (minimum === undefined) return;
  for (let row = 0; row < selected.length; row++) {
    if (!((column[row] ?? Number.NaN) >= minimum)) selected[row] = 0;
  }
}

/** For columns that number few different values: each value was asked once. */
function strikeByNumber(selected: Uint8Array, column: Uint16Array | Uint32Array, answers: Uint8Array): void {
  for (let row = 0; row < selected.length; row++)
    selected[row] = (selected[row] ?? 0) & (answers[column[row] ?? 0] ?? 0);
}

function strikeOutside(selected: Uint8Array, index: NodeIndex, { west, south, east, north }: Area): void {
  const inside = Uint8Array.from(index.spots, ({ latitude: y, longitude: x }) => {
    const between = west <= east ? x >= west && x <= east : x >= west || x <= east;
    return y >= south && y <= north && between ? 1 : 0;
  });
  strikeByNumber(selected, index.columns.spot, inside);
}

/** A node whose place is not known (NaN) is never near enough. */
function strikeFar(selected: Uint8Array, index: NodeIndex, from: Point, maximumKm: number): void {
  const near = Uint8Array.from(spotDistances(index, from), (km) => (km <= maximumKm ? 1 : 0));
  strikeByNumber(selected, index.columns.spot, near);
}

function strikeOtherGpus(selected: Uint8Array, { rows, columns: { flags } }: NodeIndex, wanted: string): void {
  const hasWanted = (row: number) =>
    rows[row]?.node.gpus.some((gpu) => `${gpu.vendor} ${gpu.model}`.toLowerCase().includes(wanted)) ?? false;
  strike(selected, (row) => ((flags[row] ?? 0) & FLAG.gpu) === 0 || !hasWanted(row));
}

/** Asks about rows that are still selected only. */
function strike(selected: Uint8Array, fails: (row: number) => boolean): void {
  for (let row = 0; row < selected.length; row++) {
    if (selected[row] === 1 && fails(row)) selected[row] = 0;
  }
}

/** A limit typed in dollars, as units; beyond any price it is cut off, so that the number stays exact. */
const toUnits = (usd: number): bigint => BigInt(Math.round(Math.min(usd, 1e8) * 1e7));
