import type { ChainAccess } from '../chain/access.ts';
import { BadQuery } from './query.ts';
import type { Rows } from './rows.ts';

/** Totals over the nodes with one of the given statuses (all when empty). */
export function gridStatistics(rows: Rows, access: Pick<ChainAccess, 'twins'>, status: string | undefined) {
  const wanted = status ? status.split(',') : ['up', 'standby', 'down'];
  const unknown = wanted.find((each) => !['up', 'standby', 'down'].includes(each));
  if (unknown !== undefined) throw new BadQuery(`invalid value for status: ${unknown}`);
  const nodes = rows.nodes().filter((row) => wanted.includes(row.status));
  const total = (kind: 'cru' | 'sru' | 'mru' | 'hru') => nodes.reduce((sum, row) => sum + row.total[kind], 0);
  const byCountry = Map.groupBy(nodes, (row) => row.node.location.country);
  const contracts = rows.contracts().filter(({ contract }) => contract.state === 'Created');
  return {
    nodes: nodes.length,
    farms: rows.farms().length,
    countries: byCountry.size,
    totalCru: total('cru'),
    totalSru: total('sru'),
    totalMru: total('mru'),
    totalHru: total('hru'),
    publicIps: rows.publicIps().length,
    accessNodes: nodes.filter((row) => row.node.publicConfig).length,
    gateways: nodes.filter((row) => row.node.publicConfig?.domain).length,
    twins: access.twins().length,
    contracts: contracts.length,
    nodesDistribution: Object.fromEntries([...byCountry].map(([country, here]) => [country, here.length])),
    gpus: nodes.reduce((sum, row) => sum + row.gpus.length, 0),
    dedicatedNodes: nodes.filter((row) => row.dedicated).length,
    workloads_number: contracts.length,
  };
}
