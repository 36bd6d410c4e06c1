import type { Hono } from 'hono';
import type { SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import type { ChainAccess } from './chain/access.ts';
import type { BridgeAccess } from './chain/bridge-access.ts';
import { startChain } from './chain/start.ts';
import { startGridproxy } from './gridproxy/gridproxy.ts';
import { gridControl } from './nodes/control.ts';
import { startFleet } from './nodes/fleet.ts';
import { createTables, foundIdentity, loadIdentity } from './nodes/grid-state.ts';
import { takeLoopbackBlock } from './nodes/loopback.ts';
import { startRelay } from './relay/relay.ts';
import { providerFarmIds } from './world/farms.ts';
import { gridKeys } from './world/keys.ts';
import { generateWorld, type WorldOperator } from './world/world.ts';

export interface TfgridOptions {
  /** On 127.0.0.1; 0 takes any free one. */
  ports: { chain: number; gridproxy: number; relay: number };
  dataDir?: string;
  clock: SandboxClock;
  operator: WorldOperator;
  /** Real milliseconds between blocks. */
  blockTimeMs?: number;
  /** Real milliseconds from accepting a deployment to its machine running. */
  deployDelayMs?: number;
  /** Nodes of the world; fewer start faster. */
  nodeCount?: number;
}

export interface Tfgrid {
  urls: { chain: string; gridproxy: string; relay: string };
  /** Routes to mount under `/grid`. */
  control: Hono;
  access: ChainAccess;
  /** The chain as the bridge to Stellar sees it. */
  bridge: BridgeAccess;
  /** Port of SSH on every machine's address: 22 where it may be bound, else 2222. */
  sshPort: number;
  /** Twin of the operator; undefined until it exists. */
  operatorTwinId(): number | undefined;
  /** The demo providers' farms, and the sr25519 mini secrets (hex) that their twins sign with. */
  providers: { farmId: number; farmName: string; twinId: number; nodeIds: number[]; seedHex: string }[];
  close(): Promise<void>;
}

/** Starts chain, gridproxy, relay and nodes. With `dataDir` contracts, deployments and addresses survive a restart. */
export async function startTfgrid(options: TfgridOptions): Promise<Tfgrid> {
  const closing: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return { ...(await startParts(options, (end) => closing.push(end))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startParts(
  options: TfgridOptions,
  onClose: (end: () => Promise<void> | void) => void,
): Promise<Omit<Tfgrid, 'close'>> {
  const { clock, dataDir, operator, ports, nodeCount } = options;
  const state = openState(dataDir, 'tfgrid');
  onClose(() => state.close());
  createTables(state);
  const known = loadIdentity(state);
  const loopback = await takeLoopbackBlock(known?.loopbackOctet);
  onClose(loopback.release);
  const identity = known ?? foundIdentity(state, loopback.octet, clock.now());
  const { keySecret, loopbackOctet } = identity;
  const world = generateWorld({ keySecret, loopbackOctet, operator, nodeCount });
  const { blockTimeMs } = options;
  const chain = await startChain({ port: ports.chain, dataDir, clock, genesis: world.genesis, blockTimeMs });
  onClose(chain.close);
  const access: ChainAccess = chain.access;
  const operatorKey = new Uint8Array(Buffer.from(operator.publicKeyHex.replace(/^0x/, ''), 'hex'));

  const fleet = await startFleet({
    access,
    clock,
    state,
    identity,
    worldNodes: world.nodes,
    loopback,
    // The operator is the only customer who has shown papers.
    isVerified: (twinId) => Buffer.compare(access.accountKeyOfTwin(twinId) ?? new Uint8Array(), operatorKey) === 0,
    deployDelayMs: options.deployDelayMs ?? 1500,
    send: (envelope) => relay.send(envelope),
  });
  onClose(fleet.close);
  const relay = await startRelay({
    port: ports.relay,
    nowMs: clock.now,
    accountKeyOfTwin: access.accountKeyOfTwin,
    deliverToNode: fleet.deliver,
    takeFault: () => fleet.grid.faults.take('relay'),
  });
  onClose(relay.close);
  const gridproxy = await startGridproxy(fleet, ports.gridproxy);
  onClose(gridproxy.close);

  const keys = gridKeys(keySecret);
  return {
    urls: { chain: chain.url, gridproxy: gridproxy.url, relay: relay.url },
    control: gridControl(fleet),
    access,
    bridge: chain.bridge,
    sshPort: loopback.sshPort,
    operatorTwinId: () => access.twinIdOfAccount(operatorKey),
    providers: providerFarmIds.map((farmId, index) => ({
      farmId,
      farmName: world.farms.find((farm) => farm.id === farmId)?.name ?? '',
      twinId: farmId,
      nodeIds: world.nodes.filter((node) => node.farmId === farmId).map((node) => node.id),
      seedHex: Buffer.from(keys.providerSeed(index)).toString('hex'),
    })),
  };
}
