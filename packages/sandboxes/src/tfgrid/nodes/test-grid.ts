import { createClock, type SandboxClock } from '../../clock.ts';
import { openState } from '../../state.ts';
import { type Relay, startRelay } from '../relay/relay.ts';
import { generateWorld, operatorTwinId } from '../world/world.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { createTables, foundIdentity, loadIdentity } from './grid-state.ts';
import { takeLoopbackBlock } from './loopback.ts';
import { type StillChain, stillChain } from './still-chain.ts';
import { type TestTwin, testTwin } from './test-twin.ts';

export interface TestGrid {
  chain: StillChain;
  clock: SandboxClock;
  fleet: Fleet;
  relay: Relay;
  operator: TestTwin;
  sshPort: number;
  /** Compressed secp256k1 key of a node's twin. */
  nodeKey(nodeId: number): Uint8Array;
  close(): Promise<void>;
}

/** Nodes and a relay over a chain that stands still, for tests. `chain` and `dataDir` of an earlier one make a restart. */
export async function startTestGrid(options: { dataDir?: string; chain?: StillChain } = {}): Promise<TestGrid> {
  const state = openState(options.dataDir, 'tfgrid');
  createTables(state);
  const clock = createClock(openState(undefined, 'clock'));
  const operator = testTwin(operatorTwinId, 'operator', 'session-1');
  const known = loadIdentity(state);
  const loopback = await takeLoopbackBlock(known?.loopbackOctet);
  const identity = known ?? foundIdentity(state, loopback.octet, clock.now());
  const world = generateWorld({
    keySecret: identity.keySecret,
    loopbackOctet: identity.loopbackOctet,
    nodeCount: 300,
    operator: {
      publicKeyHex: operator.publicKeyHex,
      balanceUnits: 1n,
      twinEncryptionKeyHex: operator.encryptionKeyHex,
    },
  });
  const chain = options.chain ?? stillChain(world.genesis, clock.now);
  const fleet = await startFleet({
    access: chain,
    clock,
    state,
    identity,
    worldNodes: world.nodes,
    loopback,
    isVerified: (twinId) => twinId === operatorTwinId,
    deployDelayMs: 20,
    send: (envelope) => relay.send(envelope),
  });
  const relay = await startRelay({
    port: 0,
    nowMs: clock.now,
    accountKeyOfTwin: chain.accountKeyOfTwin,
    deliverToNode: fleet.deliver,
    takeFault: () => fleet.grid.faults.take('relay'),
  });
  return {
    chain,
    clock,
    fleet,
    relay,
    operator,
    sshPort: loopback.sshPort,
    nodeKey: (nodeId) => chain.twin(1000 + nodeId)?.encryptionKey ?? new Uint8Array(),
    async close() {
      await relay.close();
      await fleet.close();
      await loopback.release();
      state.close();
    },
  };
}

/** A machine with a network, a disk and, if asked, a public IPv4. */
export function vmWorkloads(options: {
  sshKeys: string[];
  memory?: number;
  publicIp?: boolean;
  name?: string;
}): object[] {
  const network = {
    ip_range: '10.20.0.0/16',
    subnet: '10.20.2.0/24',
    wireguard_private_key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    wireguard_listen_port: 5000,
    peers: [],
    mycelium: { hex_key: '0123456789abcdef'.repeat(4), peers: [] },
  };
  const machine = {
    flist: 'https://hub.grid.tf/tf-official-vms/ubuntu-24.04-latest.flist',
    network: {
      public_ip: options.publicIp ? 'pub1' : '',
      planetary: false,
      interfaces: [{ network: 'net1', ip: '10.20.2.2' }],
      mycelium: { network: 'net1', hex_seed: '010203040506' },
    },
    size: 0,
    compute_capacity: { cpu: 2, memory: options.memory ?? 4 * 1024 ** 3 },
    mounts: [{ name: 'disk1', mountpoint: '/data' }],
    entrypoint: '/sbin/zinit init',
    env: { SSH_KEY: options.sshKeys.join('\n') },
    corex: false,
    gpu: [],
  };
  return [
    { version: 0, name: 'net1', type: 'network', data: network },
    { version: 0, name: 'disk1', type: 'zmount', data: { size: 50 * 1024 ** 3 } },
    ...(options.publicIp ? [{ version: 0, name: 'pub1', type: 'ip', data: { v4: true, v6: false } }] : []),
    { version: 0, name: options.name ?? 'web1', type: 'zmachine', data: machine },
  ];
}
