import type { Workload } from './deployment.ts';
import { type Machine, machine } from './workload-data.ts';

/** The machine that a workload describes; undefined when it is none or its fields are wrong. */
export function machineOf(workload: Workload): Machine | undefined {
  if (workload.type !== 'zmachine' && workload.type !== 'zmachine-light') return undefined;
  return machine.safeParse(workload.data).data;
}
