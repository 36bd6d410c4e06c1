import type { GridNode } from './grid-node.ts';

/** What an order needs of one node: memory and disks in MiB. */
export interface Requirement {
  readonly cpu: number;
  readonly memoryMb: number;
  readonly ssdMb: number;
  readonly hddMb: number;
  readonly publicIpv4Count: number;
}

export type ShortageField = 'cpu' | 'memoryMb' | 'ssdMb' | 'hddMb' | 'publicIpv4Count';

export interface Shortage {
  readonly field: ShortageField;
  readonly needed: number;
  readonly available: number;
  /** "needs 4 GB more memory", "needs 2 more cores": a clause for people. */
  readonly reason: string;
}

export const fits = (node: GridNode, requirement: Requirement): boolean => shortages(node, requirement).length === 0;

/** What the node lacks for the order, in a fixed order of fields; empty when the order fits. */
export function shortages(node: GridNode, requirement: Requirement): Shortage[] {
  const available = availableOn(node);
  return fields
    .filter((field) => requirement[field] > available[field])
    .map((field) => ({
      field,
      needed: requirement[field],
      available: available[field],
      reason: `needs ${more(field, requirement[field] - available[field])}`,
    }));
}

/** What one node can give to one order. */
export function availableOn(node: GridNode): Requirement {
  return {
    cpu: node.total.cpu,
    memoryMb: node.free.memoryMb,
    ssdMb: node.free.ssdGb * 1024,
    hddMb: node.free.hddGb * 1024,
    // Light nodes have no workload kind for public addresses.
    publicIpv4Count: node.features.includes('ip') ? node.ipv4Free : 0,
  };
}

/** "3 cores", "4.5 GB": gigabytes rounded up, so that the amount named is enough. */
export function amount(field: ShortageField, value: number): string {
  if (field === 'cpu') return `${value} ${value === 1 ? 'core' : 'cores'}`;
  if (field === 'publicIpv4Count') return `${value}`;
  return `${Math.ceil((value / 1024) * 10) / 10} GB`;
}

function more(field: ShortageField, value: number): string {
  if (field === 'cpu') return value === 1 ? '1 more core' : `${value} more cores`;
  if (field === 'publicIpv4Count') return 'a public IPv4 address, and none is left';
  return `${amount(field, value)} more ${nouns[field]}`;
}

/** What the amount is of. */
export const nouns: Record<ShortageField, string> = {
  cpu: 'CPU',
  memoryMb: 'memory',
  ssdMb: 'SSD',
  hddMb: 'HDD',
  publicIpv4Count: 'public IPv4',
};

export const fields: readonly ShortageField[] = ['cpu', 'memoryMb', 'ssdMb', 'hddMb', 'publicIpv4Count'];
