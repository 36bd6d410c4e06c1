import type { Deployment } from './deployment.ts';
import type { Grid } from './grid.ts';
import type { LoopbackBlock } from './loopback.ts';
import type { MachineAddresses } from './machine-addresses.ts';
import { type MachineFacts, machineFacts } from './machine-facts.ts';
import { openSshHost, type SshHost } from './ssh-host.ts';
import type { Machine } from './workload-data.ts';
import { machineOf } from './workload-machine.ts';
import { machineMyceliumIp } from './workload-results.ts';

export interface RunningMachine {
  facts: MachineFacts;
  /** Where its SSH answers; undefined when its address could not be taken, `problem` then says why. */
  ssh?: { host: string; port: number };
  problem?: string;
}

export interface Machines {
  /** Opens and closes SSH so that exactly the machines that should run answer; resolves when that is so. */
  sync(): Promise<void>;
  running(): RunningMachine[];
  /** Finds the machine that has this public, private or mycelium address. */
  reach(address: string): RunningMachine | undefined;
  close(): Promise<void>;
}

type Entry = RunningMachine & { host?: SshHost };

export function createMachines(grid: Grid, loopback: LoopbackBlock, addresses: MachineAddresses): Machines {
  const entries = new Map<string, Entry>();
  let queue = Promise.resolve();
  let closed = false;

  const open = async (facts: MachineFacts) => {
    const entry: Entry = { facts };
    entries.set(facts.key, entry);
    try {
      const { address, hostKey } = addresses.of(facts.key, facts.publicIp);
      const place = loopback.hasOwnAddresses
        ? { host: address, port: loopback.sshPort }
        : { host: '127.0.0.1', port: 0 };
      entry.host = await openSshHost({ facts, ...place, hostKey, nowMs: grid.clock.now });
      entry.ssh = { host: entry.host.host, port: entry.host.port };
    } catch (error) {
      entry.problem = error instanceof Error ? error.message : 'cannot listen';
    }
  };
  const shut = async (key: string) => {
    const entry = entries.get(key);
    entries.delete(key);
    await entry?.host?.close();
  };
  const syncNow = async () => {
    const wanted = new Map(closed ? [] : shouldRun(grid).map((facts) => [facts.key, facts]));
    for (const [key, { facts }] of entries) {
      const next = wanted.get(key);
      if (next === undefined || JSON.stringify(next) !== JSON.stringify(facts)) await shut(key);
    }
    for (const facts of wanted.values()) if (!entries.has(facts.key)) await open(facts);
    addresses.keepOnly(existing(grid));
  };
  const sync = () => {
    queue = queue.then(syncNow);
    return queue;
  };
  return {
    sync,
    running: () => [...entries.values()].map(({ host: _host, ...machine }) => machine),
    reach: (address) =>
      [...entries.values()].find(({ facts, ssh }) =>
        [facts.publicIp, facts.myceliumIp, facts.privateIp, ssh?.host].includes(address),
      ),
    close() {
      closed = true;
      return sync();
    },
  };
}

function shouldRun(grid: Grid): MachineFacts[] {
  return grid.deployments
    .all()
    .filter(({ nodeId, paused }) => !paused && grid.statuses.isReachable(nodeId))
    .flatMap(({ nodeId, deployment }) =>
      deployment.workloads.flatMap((workload) => {
        const vm = workload.result?.state === 'ok' ? machineOf(workload) : undefined;
        if (!vm) return [];
        const facts = machineFacts(nodeId, deployment, workload, vm);
        return facts.publicIp || isOnOverlay(facts, deployment, vm) ? [facts] : [];
      }),
    );
}

/** False when the machine's network has moved to another overlay address: the one that the machine has leads nowhere. */
function isOnOverlay({ nodeId, myceliumIp }: MachineFacts, { workloads }: Deployment, vm: Machine): boolean {
  const name = vm.network.interfaces[0]?.network;
  const own = workloads.find((each) => each.name === name && each.type.startsWith('network'));
  return own === undefined || myceliumIp === '' || myceliumIp === machineMyceliumIp(nodeId, vm, own);
}

/** Contracts that are not cancelled: their machines keep address and host key, also while they are switched off. */
const existing = (grid: Grid): Set<string> =>
  new Set(grid.deployments.all().map(({ deployment }) => String(deployment.contract_id)));
