import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../../clock.ts';
import type { ChainAccess } from '../chain/access.ts';
import type { Envelope } from '../relay/envelope.ts';
import { gridKeys } from '../world/keys.ts';
import type { WorldNode } from '../world/nodes.ts';
import { createDeploymentStore } from './deployment-store.ts';
import { createFaults } from './faults.ts';
import { followChain } from './follow-chain.ts';
import type { Grid } from './grid.ts';
import type { GridIdentity } from './grid-state.ts';
import type { LoopbackBlock } from './loopback.ts';
import { createMachineAddresses } from './machine-addresses.ts';
import { createMachines, type Machines } from './machines.ts';
import { createMessagePeer } from './message-peer.ts';
import { createNodeStatuses } from './node-status.ts';
import { createProvisioner, type Provisioner } from './provision.ts';
import { reportUptimeAfterJumps } from './report-uptime.ts';

export interface FleetOptions {
  access: ChainAccess;
  clock: SandboxClock;
  state: DatabaseSync;
  identity: GridIdentity;
  worldNodes: readonly WorldNode[];
  loopback: LoopbackBlock;
  isVerified(twinId: number): boolean;
  /** Real milliseconds from accepting a deployment to its machine running. */
  deployDelayMs: number;
  send(envelope: Envelope): void;
}

export interface Fleet {
  grid: Grid;
  provisioner: Provisioner;
  machines: Machines;
  /** False when no node has the envelope's destination twin. */
  deliver(envelope: Envelope): boolean;
  close(): Promise<void>;
}

/** All simulated machines together: they answer messages, run deployments and obey the chain. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { access, clock, state, identity, isVerified } = options;
  const byId = new Map(options.worldNodes.map((node) => [node.id, node]));
  const worldNode = (nodeId: number) => byId.get(nodeId);
  let revision = 0;
  const grid: Grid = {
    access,
    clock,
    state,
    keys: gridKeys(identity.keySecret),
    worldNode,
    statuses: createNodeStatuses({ state, clock, access, foundedAtMs: identity.foundedAtMs, worldNode }),
    deployments: createDeploymentStore(state),
    faults: createFaults(access.faults),
    isVerified,
    revision: () => revision,
  };
  const addresses = createMachineAddresses(state, options.loopback.octet);
  const machines = createMachines(grid, options.loopback, addresses);
  const onChange = () => {
    revision += 1;
    void machines.sync();
  };
  const uncount = access.onEvent(({ pallet, finalized }) => {
    if (!finalized && (pallet === 'TfgridModule' || pallet === 'SmartContractModule')) revision += 1;
  });
  grid.statuses.onChange(onChange);
  const provisioner = createProvisioner(grid, options.deployDelayMs, onChange);
  const peer = createMessagePeer(grid, provisioner, options.send);
  const unfollow = followChain(grid, provisioner);
  const stopReporting = reportUptimeAfterJumps(grid, clock);
  provisioner.resumeAll();
  await machines.sync();
  return {
    grid,
    provisioner,
    machines,
    deliver: peer.deliver,
    async close() {
      unfollow();
      uncount();
      stopReporting();
      peer.close();
      provisioner.close();
      await machines.close();
    },
  };
}
