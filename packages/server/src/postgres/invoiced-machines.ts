import type { LineSum } from './invoice-lines.ts';
import type { Tx } from './store.ts';

/** What the machines of these lines are and where they run, in a few words, by deployment id. */
export async function readMachines(tx: Tx, sums: readonly LineSum[]): Promise<Map<string, string>> {
  const ids = [...new Set(sums.flatMap(({ deploymentId }) => deploymentId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('deployments')
    .select(['id', 'size', 'public_ipv4', 'node_id', 'node_place'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, machineWords(row)]));
}

function machineWords(row: {
  size: { cpu: number; memoryMb: number; diskGb: number };
  public_ipv4: boolean;
  node_id: number;
  node_place: { city: string; country: string };
}): string {
  const { cpu, memoryMb, diskGb } = row.size;
  const memory = memoryMb % 1024 === 0 ? `${memoryMb / 1024} GB` : `${memoryMb} MB`;
  const what = [`${cpu} ${cpu === 1 ? 'core' : 'cores'}`, `${memory} memory`, `${diskGb} GB disk`];
  if (row.public_ipv4) what.push('public IPv4');
  const place = [row.node_place.city, row.node_place.country].filter(Boolean).join(', ');
  return `${what.join(', ')} · node ${row.node_id}${place ? `, ${place}` : ''}`;
}
