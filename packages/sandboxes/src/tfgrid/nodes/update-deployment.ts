import { Refusal } from './check-deployment.ts';
import type { Deployment, Workload, WorkloadType } from './deployment.ts';
import * as shape from './workload-data.ts';

const updatable: ReadonlySet<WorkloadType> = new Set(['network', 'network-light', 'qsfs', 'zmount', 'volume', 'zdb']);

/**
 * The next version of a deployment: untouched workloads keep their results, changed and new ones (they carry the new
 * version) start again, those left out go. Throws a Refusal for what a node cannot do.
 */
export function mergeUpdate(current: Deployment, next: Deployment): Deployment {
  const expected = current.version + 1;
  if (next.version !== expected) throw new Refusal(`expecting deployment version ${expected}, got ${next.version}`);
  const workloads = next.workloads.map((workload) => {
    const before = current.workloads.find((each) => each.name === workload.name);
    if (before === undefined) return fresh(workload, next.version);
    if (before.type !== workload.type) throw new Refusal(`cannot change type of workload '${workload.name}'`);
    if (workload.version === before.version) return { ...before };
    if (workload.version !== next.version) throw new Refusal(`invalid version of workload '${workload.name}'`);
    if (!updatable.has(workload.type)) throw new Refusal(`workload '${workload.name}' does not support upgrade`);
    refuseShrink(before, workload, current);
    return fresh(workload, next.version);
  });
  return { ...next, workloads };
}

function fresh(workload: Workload, version: number): Workload {
  if (workload.version !== version) throw new Refusal(`invalid version of workload '${workload.name}'`);
  return { ...workload, result: { created: 0, state: 'init', message: '', data: null } };
}

function refuseShrink(before: Workload, after: Workload, current: Deployment): void {
  if (after.type !== 'zmount' && after.type !== 'volume' && after.type !== 'zdb') return;
  const size = ({ data }: Workload) => shape.storage.parse(data).size;
  if (size(after) < size(before)) {
    throw new Refusal(after.type === 'zdb' ? 'cannot shrink zdb namespace' : 'not safe to shrink a disk');
  }
  const isMounted = current.workloads.some(
    (each) =>
      each.type === 'zmachine' &&
      each.result?.state === 'ok' &&
      shape.machine.parse(each.data).mounts.some((mount) => mount.name === after.name),
  );
  if (after.type === 'zmount' && isMounted) throw new Refusal('disk is mounted, please delete the VM first');
}
