import type { NodeResources } from '../chain/genesis.ts';
import type { Deployment, Workload } from './deployment.ts';
import type { StoredDeployment } from './deployment-store.ts';
import * as shape from './workload-data.ts';

const gib = 1024 ** 3;
const mib = 1024 ** 2;
export const nothing: NodeResources = { cru: 0, mru: 0, sru: 0, hru: 0 };

/** What the node's own system takes: a tenth of memory but at least 2 GiB, and 20 GiB of SSD. */
export function systemShare(total: NodeResources): NodeResources {
  return { cru: 0, mru: Math.max(Math.floor(total.mru / 10), 2 * gib), sru: Math.min(total.sru, 20 * gib), hru: 0 };
}

/** The root file system that a machine gets when it asks for none, and the smallest it may ask for. */
export function minimumRootBytes(cpu: number, memoryBytes: number): number {
  return Math.floor((cpu * memoryBytes) / (8 * gib)) === 0 ? 500 * mib : 2 * gib;
}

export function neededBy(workload: Workload): NodeResources {
  switch (workload.type) {
    case 'zmachine':
    case 'zmachine-light': {
      const { compute_capacity, size } = shape.machine.parse(workload.data);
      const { cpu, memory } = compute_capacity;
      return { cru: cpu, mru: memory, sru: Math.max(size, minimumRootBytes(cpu, memory)), hru: 0 };
    }
    case 'zmount':
    case 'volume':
      return { ...nothing, sru: shape.storage.parse(workload.data).size };
    case 'zdb':
      return { ...nothing, hru: shape.zdb.parse(workload.data).size };
    case 'qsfs':
      return { cru: 1, mru: gib, sru: shape.qsfs.parse(workload.data).cache, hru: 0 };
    default:
      return nothing;
  }
}

/** What the deployment's workloads take that run or stand still; failed ones take nothing. */
export function usedBy(deployment: Deployment): NodeResources {
  const alive = deployment.workloads.filter(({ result }) => result?.state === 'ok' || result?.state === 'paused');
  return sum(alive.map(neededBy));
}

export function usedByAll(stored: readonly StoredDeployment[]): NodeResources {
  return sum(stored.map(({ deployment }) => usedBy(deployment)));
}

export function sum(parts: readonly NodeResources[]): NodeResources {
  return parts.reduce(
    (all, part) => ({
      cru: all.cru + part.cru,
      mru: all.mru + part.mru,
      sru: all.sru + part.sru,
      hru: all.hru + part.hru,
    }),
    nothing,
  );
}

/** Says what does not fit, in the node's words; processors are shared and never run out. */
export function shortage(need: NodeResources, total: NodeResources, used: NodeResources): string | undefined {
  const kinds = [
    ['memory', 'mru'],
    ['ssd storage', 'sru'],
    ['hdd storage', 'hru'],
  ] as const;
  if (need.cru > total.cru) return `cannot fulfil required cpu count ${need.cru} out of ${total.cru}`;
  for (const [name, key] of kinds) {
    const free = total[key] - used[key];
    if (need[key] > free) return `cannot fulfil required ${name} size ${need[key]} bytes out of usable ${free} bytes`;
  }
  return undefined;
}
