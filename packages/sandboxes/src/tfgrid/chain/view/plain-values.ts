import type { ChainContract, ChainFarm, ChainNode, ChainTwin, ContractSubject } from '../access.ts';
import { toPublicKey } from '../addresses.ts';
import type { GenesisPublicIp, NodeResources } from '../genesis.ts';
import type { StorageReader } from '../runtime/execution.ts';
import { toText } from '../runtime/text.ts';
import type { Contract, Farm, Node, PublicConfig, PublicIp, Resources, Twin } from '../runtime/values.ts';

/** Chain values as plain JavaScript: text for bytes, numbers for ids and sizes. */
export function plainTwin({ id, account_id, relay, pk }: Twin): ChainTwin {
  return {
    id,
    address: account_id,
    publicKey: toPublicKey(account_id),
    relay: relay && toText(relay),
    encryptionKey: pk,
  };
}

export function plainFarm(farm: Farm): ChainFarm {
  return {
    id: farm.id,
    name: toText(farm.name),
    twinId: farm.twin_id,
    certification: farm.certification.type,
    dedicated: farm.dedicated_farm,
    publicIps: farm.public_ips.map((ip) => ({ ...plainIp(ip), contractId: Number(ip.contract_id) })),
  };
}

export function plainNode(storage: StorageReader, node: Node): ChainNode {
  const power = storage.get('TfgridModule.NodePower', node.id);
  const rent = storage.get('SmartContractModule.ActiveRentContractForNode', node.id);
  return {
    ...machineOf(node),
    power: { state: power.state.type, target: power.target.type },
    extraFeeMusd: Number(storage.get('SmartContractModule.DedicatedNodesExtraFee', node.id)),
    activeContractIds: storage.get('SmartContractModule.ActiveNodeContracts', node.id).map(Number),
    rentContractId: rent === undefined ? undefined : Number(rent),
    v3OptOut: storage.has('TfgridModule.NodeV3BillingOptOut', node.id),
  };
}

type Machine = Omit<ChainNode, 'power' | 'extraFeeMusd' | 'activeContractIds' | 'rentContractId' | 'v3OptOut'>;

// The same stored value decodes to the same object, so that thousands of nodes cost their translation once.
const machines = new WeakMap<Node, Machine>();

function machineOf(node: Node): Machine {
  const known = machines.get(node);
  if (known) return known;
  const { city, country, latitude, longitude } = node.location;
  const machine: Machine = {
    id: node.id,
    farmId: node.farm_id,
    twinId: node.twin_id,
    resources: plainResources(node.resources),
    location: {
      city: toText(city),
      country: toText(country),
      latitude: toText(latitude),
      longitude: toText(longitude),
    },
    certification: node.certification.type,
    createdAtSeconds: Number(node.created),
    publicConfig: node.public_config && plainConfig(node.public_config),
  };
  machines.set(node, machine);
  return machine;
}

export function plainContract(storage: StorageReader, contract: Contract): ChainContract {
  return {
    contractId: Number(contract.contract_id),
    twinId: contract.twin_id,
    state: contract.state.type,
    solutionProviderId: contract.solution_provider_id === undefined ? undefined : Number(contract.solution_provider_id),
    ...subjectOf(storage, contract),
  };
}

function subjectOf(storage: StorageReader, contract: Contract): ContractSubject {
  const subject = contract.contract_type;
  if (subject.type === 'NameContract') return { type: 'name', name: toText(subject.value) };
  if (subject.type === 'RentContract') return { type: 'rent', nodeId: subject.value };
  const { node_id, deployment_hash, deployment_data, public_ips_list } = subject.value;
  const reported = storage.has('SmartContractModule.NodeContractResources', contract.contract_id);
  const { used } = storage.get('SmartContractModule.NodeContractResources', contract.contract_id);
  return {
    type: 'node',
    nodeId: node_id,
    hash: Buffer.from(deployment_hash.slice(2), 'hex').toString('latin1'),
    deploymentData: toText(deployment_data),
    publicIps: public_ips_list.map(plainIp),
    used: reported ? plainResources(used) : undefined,
  };
}

const plainIp = ({ ip, gateway }: PublicIp): GenesisPublicIp => ({ ip: toText(ip), gateway: toText(gateway) });

function plainResources({ cru, mru, sru, hru }: Resources): NodeResources {
  return { cru: Number(cru), mru: Number(mru), sru: Number(sru), hru: Number(hru) };
}

function plainConfig({ ip4, ip6, domain }: PublicConfig): NonNullable<ChainNode['publicConfig']> {
  const plain = ({ ip, gw }: { ip: Uint8Array; gw: Uint8Array }) => ({ ip: toText(ip), gateway: toText(gw) });
  return { ip4: plain(ip4), ip6: ip6 && plain(ip6), domain: domain && toText(domain) };
}
