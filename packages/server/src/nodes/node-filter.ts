import type { nodeListQuery } from '@marketplace/contract/nodes';
import { isInPlace } from '@marketplace/core/nodes';
import type { z } from 'zod';
import { FLAG, lowerBound, type NodeIndex } from './node-index.ts';

export type NodeQuery = z.output<typeof nodeListQuery>;

/**
 * 1 for each row that fits the query, else 0. Each condition strikes out rows in a loop over one column: short loops over
 * plain numbers are what makes an exact count of a whole grid cheap.
 */
export function selectRows(index: NodeIndex, query: NodeQuery): Uint8Array {
  const { columns } = index;
  const selected = new Uint8Array(index.rows.length).fill(1);
  strikeByFlags(selected, columns.flags, query);
  if (query.maxMonthlyUsd !== undefined) selected.fill(0, lowerBound(index, toUnits(query.maxMonthlyUsd) + 1n));
  strikeBelow(selected, columns.cpu, query.minCpu);
  strikeBelow(selected, columns.memoryMb, query.minMemoryGb === undefined ? undefined : query.minMemoryGb * 1024);
  strikeBelow(selected, columns.ssdGb, query.minSsdGb);
  strikeBelow(selected, columns.hddGb, query.minHddGb);
  strikeBelow(selected, columns.uptime, query.minUptime);
  const { farmId, allianceId, feature, gpuModel, bbox, country, region } = query;
  if (farmId !== undefined) strike(selected, (row) => columns.farmId[row] !== farmId);
  if (allianceId !== undefined) {
    const passes = index.allianceSets.map((set) => set.includes(allianceId));
    strikeByNumber(selected, columns.allianceSet, passes);
  }
  if (country !== undefined || region !== undefined) {
    const passes = index.places.map((place) => isInPlace(place, { country, region }));
    strikeByNumber(selected, columns.place, passes);
  }
  if (feature !== undefined) {
    const passes = index.featureSets.map((set) => set.includes(feature));
    strikeByNumber(selected, columns.featureSet, passes);
  }
  if (bbox !== undefined) strikeOutside(selected, index, bbox);
  if (gpuModel !== undefined) strikeOtherGpus(selected, index, gpuModel.toLowerCase());
  return selected;
}

/** All yes-or-no conditions and the status in one loop. */
function strikeByFlags(selected: Uint8Array, flags: Uint16Array, query: NodeQuery): void {
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
    if (((flags[row] ?? 0) & mask) !== wanted) selected[row] = 0;
  }
}

/** A value that is not known (NaN) is never enough. */
function strikeBelow(selected: Uint8Array, column: Int32Array | Float64Array, minimum: number | undefined): void {
  if (minimum === undefined) return;
  for (let row = 0; row < selected.length; row++) {
    if (!((column[row] ?? Number.NaN) >= minimum)) selected[row] = 0;
  }
}

/** For columns that number few different values: each value was asked once. */
function strikeByNumber(selected: Uint8Array, column: Uint16Array, passes: readonly boolean[]): void {
  const answers = Uint8Array.from(passes, Number);
  for (let row = 0; row < selected.length; row++)
    selected[row] = (selected[row] ?? 0) & (answers[column[row] ?? 0] ?? 0);
}

/** `west,south,east,north` in degrees; west beyond east crosses the date line. */
function strikeOutside(selected: Uint8Array, { columns: { latitude, longitude } }: NodeIndex, bbox: string): void {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
  strike(selected, (row) => {
    const x = longitude[row] ?? Number.NaN;
    const y = latitude[row] ?? Number.NaN;
    if (!(y >= south && y <= north)) return true;
    return west <= east ? !(x >= west && x <= east) : !(x >= west || x <= east);
  });
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
