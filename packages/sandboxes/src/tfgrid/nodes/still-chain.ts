import { ss58Address } from '@polkadot-labs/hdkd-helpers';
import type { ChainAccess, ChainContract, ChainEvent, ChainNode } from '../chain/access.ts';
import type { Genesis, NodeResources } from '../chain/genesis.ts';

/** A chain for the tests of nodes, relay and proxy: no blocks, no fees; contracts and events are put in by hand. */
export interface StillChain extends ChainAccess {
  put(contract: ChainContract): void;
  tell(name: string, value: Record<string, unknown>): void;
  reports: { nodeId: number; contractId: number; used: NodeResources }[];
  uptimes: { nodeId: number; uptimeSeconds: number }[];
}

const ss58Prefix = 42;

export function stillChain(genesis: Genesis, now: () => number): StillChain {
  const twins = new Map(
    genesis.twins.map((twin) => [twin.id, { ...twin, address: ss58Address(twin.publicKey, ss58Prefix) }]),
  );
  const farms = new Map(
    genesis.farms.map((farm) => [
      farm.id,
      { ...farm, publicIps: farm.publicIps.map((ip) => ({ ...ip, contractId: 0 })) },
    ]),
  );
  const nodes = new Map(genesis.nodes.map((node) => [node.id, chainNode(node)]));
  const contracts = new Map<number, ChainContract>();
  const listeners = new Set<(event: ChainEvent) => void>();
  const reports: StillChain['reports'] = [];
  const uptimes: StillChain['uptimes'] = [];
  const block = { number: 1, hash: `0x${'00'.repeat(32)}` };
  let musd = 10;
  return {
    reports,
    uptimes,
    put: (contract) => void contracts.set(contract.contractId, contract),
    tell(name, value) {
      for (const listener of listeners) {
        listener({ pallet: 'SmartContractModule', name, value, blockNumber: 1, finalized: false });
      }
    },
    now,
    bestBlock: () => block,
    finalizedBlock: () => block,
    recentBlocks: () => [],
    twin: (id) => twins.get(id),
    twins: () => [...twins.values()],
    twinIdOfAccount: (key) => genesis.twins.find((twin) => Buffer.compare(twin.publicKey, key) === 0)?.id,
    accountKeyOfTwin: (id) => twins.get(id)?.publicKey,
    farm: (id) => farms.get(id),
    farms: () => [...farms.values()],
    node: (id) => nodes.get(id),
    nodes: () => [...nodes.values()],
    contract: (id) => contracts.get(id),
    contracts: () => [...contracts.values()],
    balance: () => ({ freeUnits: 0n, reservedUnits: 0n, frozenUnits: 0n }),
    tftPriceMusd: () => musd,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async reportContractResources(nodeId, contractId, used) {
      reports.push({ nodeId, contractId, used });
    },
    async reportUptime(nodeId, uptimeSeconds) {
      uptimes.push({ nodeId, uptimeSeconds });
    },
    async setNodePower() {},
    async setTftPrice(price) {
      musd = price;
    },
    async mint() {},
    faults: { add() {}, clear() {}, pending: () => [] },
  };
}

function chainNode(node: Genesis['nodes'][number]): ChainNode {
  const turned = node.power === 'down' ? 'Down' : 'Up';
  return {
    ...node,
    power: { state: turned, target: turned },
    extraFeeMusd: node.extraFeeMusd ?? 0,
    activeContractIds: [],
    v3OptOut: node.v3OptOut ?? false,
  };
}
