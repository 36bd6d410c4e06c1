import type { GenesisNode, NodeResources } from '../chain/genesis.ts';
import { freefarmId, providerFarmIds, type WorldFarm } from './farms.ts';
import { type GpuModel, gpuModels, type MachineKind, machineKinds, memoryMakers } from './hardware.ts';
import type { SeededRandom } from './seeded-random.ts';

export type NodeStatus = 'up' | 'standby' | 'down';

/** A node as the chain's genesis knows it, and what only the machine itself and the proxy's indexers know. */
export interface WorldNode extends GenesisNode {
  status: NodeStatus;
  healthy: boolean;
  /** Seconds since the last start, and for a node that is not up since its last report, both at the world's beginning. */
  uptimeSeconds: number;
  silentSeconds: number;
  /** `zos4` nodes are light: no public IPv4, only mycelium. */
  generation: 'zos3' | 'zos4';
  usedByOthers: NodeResources;
  machine: MachineKind;
  memoryMaker: string;
  gpus: (GpuModel & { id: string })[];
  /** Bits per second as the speed test measured it. */
  speed: { upload: number; download: number };
  farmingPolicyId: number;
}

const gib = 1024 ** 3;
/** Twins of nodes start here; below are the farmers', from 7000 on the customers'. */
const firstNodeTwinId = 1000;
/** The node that examples and documentation name: always up, never dedicated, with room and free IPv4 in its farm. */
export const showcaseNodeId = 11;
const foundedAtSeconds = Date.UTC(2020, 11, 1) / 1000;
const newestAtSeconds = Date.UTC(2026, 5, 1) / 1000;

export function makeNodes(random: SeededRandom, farms: readonly WorldFarm[]): WorldNode[] {
  const gpuEvery = 50;
  const farmOrder = random.shuffled(
    farms.filter((farm) => farm.id !== freefarmId).flatMap((farm) => Array<WorldFarm>(farm.nodeCount).fill(farm)),
  );
  const freefarm = farms.filter((farm) => farm.id === freefarmId);
  const inOrder = [...freefarm.flatMap((farm) => Array<WorldFarm>(farm.nodeCount).fill(farm)), ...farmOrder];
  return inOrder.map((farm, index) => {
    const id = index + 1;
    const node = makeNode(random, id, farm, inOrder.length, id % gpuEvery === 17);
    if (id === showcaseNodeId) return asShowcase(node, farm);
    return (providerFarmIds as readonly number[]).includes(farm.id) ? asProviders(node) : node;
  });
}

function makeNode(random: SeededRandom, id: number, farm: WorldFarm, total: number, withGpu: boolean): WorldNode {
  const machine = withGpu
    ? random.pick(machineKinds.filter((kind) => kind.cores >= 16))
    : random.pickWeighted(machineKinds);
  const resources = resourcesOf(random, machine);
  const luck = random.fraction();
  const status: NodeStatus = luck < 0.94 ? 'up' : luck < 0.965 ? 'standby' : 'down';
  const generation = random.chance(0.08) && farm.publicIps.length === 0 ? 'zos4' : 'zos3';
  const isAccessNode = generation === 'zos3' && farm.publicIps.length > 0 && random.chance(0.22);
  return {
    id,
    farmId: farm.id,
    twinId: firstNodeTwinId + id,
    resources,
    location: locationOf(random, farm),
    certification: random.chance(0.12) ? 'Certified' : 'Diy',
    createdAtSeconds: Math.round(foundedAtSeconds + ((newestAtSeconds - foundedAtSeconds) * id) / total),
    ...(isAccessNode ? { publicConfig: publicConfigOf(farm, id) } : {}),
    extraFeeMusd: withGpu
      ? random.pick([0, 60_000, 120_000, 250_000])
      : random.chance(0.01)
        ? random.pick([5_000, 10_000, 20_000])
        : 0,
    power: status === 'standby' ? 'down' : 'up',
    secureBoot: false,
    virtualized: random.chance(0.02),
    serialNumber: random.hex(5).toUpperCase(),
    status,
    healthy: status === 'up' && random.chance(0.97),
    uptimeSeconds: random.between(3_600, 240 * 86_400),
    silentSeconds: status === 'standby' ? random.between(600, 80_000) : random.between(10_000, 200 * 86_400),
    generation,
    usedByOthers: usageOf(random, resources, farm.dedicated || withGpu),
    machine,
    memoryMaker: random.pick(memoryMakers),
    gpus: withGpu ? gpusOf(random) : [],
    speed: { upload: random.between(20, 940) * 1e6, download: random.between(40, 940) * 1e6 },
    farmingPolicyId: 1,
  };
}

function resourcesOf(random: SeededRandom, machine: MachineKind): NodeResources {
  // A machine shows some percent less memory than its modules' labels say.
  const mru = Math.round(machine.memoryGib * gib * (0.955 + random.fraction() * 0.02));
  return {
    cru: machine.cores,
    mru,
    sru: Math.round(random.pick(machine.ssdGib) * 1e9),
    hru: Math.round(random.pick(machine.hddGib) * 1e9),
  };
}

function locationOf(random: SeededRandom, { place }: WorldFarm): GenesisNode['location'] {
  const near = (degrees: number) => (degrees + (random.fraction() - 0.5) * 0.16).toFixed(4);
  return { city: place.city, country: place.country, latitude: near(place.latitude), longitude: near(place.longitude) };
}

function publicConfigOf(farm: WorldFarm, nodeId: number): NonNullable<GenesisNode['publicConfig']> {
  const gateway = farm.publicIps[0]?.gateway ?? '';
  const net = gateway.replace(/\.1$/, '');
  const code = farm.place.city
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .slice(0, 8);
  return { ip4: { ip: `${net}.${100 + (nodeId % 150)}/24`, gateway }, domain: `${code}${nodeId}.localhost` };
}

/** Other tenants' workloads, 0 to 90 % of memory and SSD; whole-machine nodes are mostly empty. */
function usageOf(random: SeededRandom, total: NodeResources, wholeMachine: boolean): NodeResources {
  const share = wholeMachine || random.chance(0.3) ? 0 : random.fraction() * 0.9;
  const part = (amount: number) =>
    Math.round(amount * Math.max(0, Math.min(0.9, share + (share && random.fraction() * 0.2 - 0.1))));
  return { cru: Math.round(total.cru * share * 1.4), mru: part(total.mru), sru: part(total.sru), hru: part(total.hru) };
}

function gpusOf(random: SeededRandom): WorldNode['gpus'] {
  const model = random.pickWeighted(gpuModels);
  return Array.from({ length: random.pick([1, 1, 1, 2, 4]) }, (_, slot) => ({
    ...model,
    id: `0000:${(0x21 + slot * 0x20).toString(16)}:00.0/${model.vendorId}/${model.deviceId}`,
  }));
}

/** The demo providers keep their nodes up, open and mostly empty, whatever the dice say. */
function asProviders(node: WorldNode): WorldNode {
  const { cru, mru, sru, hru } = node.resources;
  return {
    ...node,
    extraFeeMusd: 0,
    power: 'up',
    status: 'up',
    healthy: true,
    usedByOthers: {
      cru: Math.round(cru / 8),
      mru: Math.round(mru / 8),
      sru: Math.round(sru / 8),
      hru: Math.round(hru / 8),
    },
  };
}

function asShowcase(node: WorldNode, farm: WorldFarm): WorldNode {
  const machine = machineKinds.find((kind) => kind.cores === 24) ?? node.machine;
  return {
    ...node,
    machine,
    resources: { cru: 24, mru: 202_803_036_160, sru: 2_000_398_934_016, hru: 9_001_778_946_048 },
    certification: 'Diy',
    publicConfig: publicConfigOf(farm, node.id),
    extraFeeMusd: 0,
    power: 'up',
    status: 'up',
    healthy: true,
    generation: 'zos3',
    gpus: [],
    usedByOthers: { cru: 16, mru: 20_609_998_848, sru: 107_374_182_400, hru: 0 },
  };
}
