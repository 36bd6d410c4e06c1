import { z } from 'zod';
import type { NodeDeployment, NodeWorkload } from '../node-answers.ts';

/** What became of a machine on its node. */
export type VmResult =
  /** Some workload is still at work; nothing has failed so far. */
  | { state: 'pending'; waitingFor: string[] }
  | ({ state: 'ok' } & VmAddresses)
  /** The node keeps the machine off, for example because the contract is in grace. */
  | ({ state: 'paused' } & VmAddresses)
  /** The node's own words. */
  | { state: 'error'; message: string }
  /** The node removed workloads: the contract is gone. */
  | { state: 'deleted' };

export interface VmAddresses {
  /** IPv4 without prefix length. */
  publicIp?: string;
  /** IPv6 in the overlay network. */
  myceliumIp?: string;
  /** Within the deployment's own network. */
  privateIp?: string;
  consoleUrl?: string;
}

/** Sums up the results of all workloads, the worst first. */
export function readResult({ workloads }: Pick<NodeDeployment, 'workloads'>): VmResult {
  const failed = workloads.find(({ result }) => result.state === 'error');
  if (failed !== undefined) {
    return { state: 'error', message: failed.result.message || `${failed.type} ${failed.name} failed` };
  }
  if (workloads.some(({ result }) => result.state === 'deleted')) return { state: 'deleted' };
  const waiting = workloads.filter(({ result }) => result.state === 'init');
  if (waiting.length > 0 || workloads.length === 0) {
    return { state: 'pending', waitingFor: waiting.map(({ type }) => type) };
  }
  const isPaused = workloads.some(({ result }) => result.state === 'paused');
  return { state: isPaused ? 'paused' : 'ok', ...addressesOf(workloads) };
}

const text = z
  .string()
  .transform((value) => (value === '' ? undefined : value))
  .optional()
  .catch(undefined);
const machineResult = z.object({ ip: text, mycelium_ip: text, console_url: text }).catch({});
const addressResult = z.object({ ip: text }).catch({});

function addressesOf(workloads: NodeWorkload[]): VmAddresses {
  const machine = workloads.find(({ type }) => type === 'zmachine' || type === 'zmachine-light');
  const { ip, mycelium_ip, console_url } = machineResult.parse(machine?.result.data ?? {});
  const address = addressResult.parse(workloads.find(({ type }) => type === 'ip')?.result.data ?? {});
  return {
    publicIp: address.ip?.split('/')[0],
    myceliumIp: mycelium_ip,
    privateIp: ip,
    consoleUrl: console_url,
  };
}
