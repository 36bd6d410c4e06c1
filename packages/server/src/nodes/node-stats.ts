import type { NodeStats } from '@marketplace/contract/nodes';
import { type IndexedNode, type NodeIndex, regions } from '@marketplace/core/nodes';

/** Counts over all nodes; places are rounded to a tenth of a degree. */
export function nodeStats({ rows, asOfMs }: NodeIndex): NodeStats {
  const up = rows.filter(isUp);
  const sum = (of: (row: IndexedNode) => number) => up.reduce((total, row) => total + of(row), 0);
  return {
    nodes: rows.length,
    nodesUp: up.length,
    farms: new Set(rows.map(({ node }) => node.farmId)).size,
    countries: countriesOf(rows),
    regions: regionsOf(rows),
    cities: citiesOf(rows),
    places: placesOf(rows),
    totalCpu: sum(({ node }) => node.total.cpu),
    totalMemoryMb: sum(({ node }) => node.total.memoryMb),
    totalSsdGb: sum(({ node }) => node.total.ssdGb),
    totalHddGb: sum(({ node }) => node.total.hddGb),
    gpus: sum(({ node }) => node.gpus.length),
    asOf: new Date(asOfMs).toISOString(),
  };
}

/** Most nodes first. */
function countriesOf(rows: readonly IndexedNode[]): NodeStats['countries'] {
  return groups(rows, ({ node }) => node.countryCode ?? node.country)
    .map(([first, members]) => ({
      country: first.node.country,
      countryCode: first.node.countryCode,
      region: first.node.region,
      ...counts(members),
    }))
    .sort((a, b) => b.nodes - a.nodes || (a.country < b.country ? -1 : 1));
}

/** Every region, also those without nodes, so that a page can say so. */
function regionsOf(rows: readonly IndexedNode[]): NodeStats['regions'] {
  return regions.map((region) => {
    const members = rows.filter(({ node }) => node.region === region);
    const offered = members.filter((row) => row.notOfferable === undefined);
    return {
      region,
      ...counts(members),
      offerable: offered.length,
      ipv4: offered.filter(({ node }) => node.ipv4Free > 0 && node.features.includes('ip')).length,
    };
  });
}

/** Nodes that do not say where they stand are in no city. */
function citiesOf(rows: readonly IndexedNode[]): NodeStats['cities'] {
  const located = rows.flatMap(({ node }) => {
    const { city, country, latitude, longitude } = node;
    return city === '' || latitude === null || longitude === null ? [] : [{ city, country, latitude, longitude }];
  });
  const cities = new Map<string, NodeStats['cities'][number]>();
  for (const at of located) {
    const name = `${at.city}, ${at.country}`;
    const sum = cities.get(name) ?? { ...at, latitude: 0, longitude: 0, nodes: 0 };
    cities.set(name, {
      ...sum,
      latitude: sum.latitude + at.latitude,
      longitude: sum.longitude + at.longitude,
      nodes: sum.nodes + 1,
    });
  }
  const mean = (sum: number, nodes: number) => Math.round((sum / nodes) * 100) / 100;
  return [...cities.values()]
    .map((sum) => ({ ...sum, latitude: mean(sum.latitude, sum.nodes), longitude: mean(sum.longitude, sum.nodes) }))
    .sort((a, b) => b.nodes - a.nodes || (a.city < b.city ? -1 : 1));
}

function placesOf(rows: readonly IndexedNode[]): NodeStats['places'] {
  const rounded = (degrees: number | null) => (degrees === null ? null : Math.round(degrees * 10) / 10);
  return groups(rows, ({ node }) => `${rounded(node.latitude)} ${rounded(node.longitude)}`).flatMap(
    ([first, members]) => {
      const latitude = rounded(first.node.latitude);
      const longitude = rounded(first.node.longitude);
      return latitude === null || longitude === null ? [] : [{ latitude, longitude, ...counts(members) }];
    },
  );
}

const isUp = ({ node }: IndexedNode): boolean => node.status === 'up' && node.unknownSinceMs === null;

const counts = (rows: readonly IndexedNode[]) => ({ nodes: rows.length, nodesUp: rows.filter(isUp).length });

function groups(
  rows: readonly IndexedNode[],
  key: (row: IndexedNode) => string,
): [first: IndexedNode, members: readonly IndexedNode[]][] {
  const found = new Map<string, [IndexedNode, IndexedNode[]]>();
  for (const row of rows) {
    const group = found.get(key(row));
    if (group) group[1].push(row);
    else found.set(key(row), [row, [row]]);
  }
  return [...found.values()];
}
