import type { ChainAccess } from '../chain/access.ts';
import type { IndexedContract } from './indexer.ts';
import { is, type ListShape } from './query.ts';

export interface ContractRow extends IndexedContract {
  farmId: number;
  farmName: string;
}

export function contractRow(indexed: IndexedContract, access: Pick<ChainAccess, 'node' | 'farm'>): ContractRow {
  const { contract } = indexed;
  const farm = contract.type === 'name' ? undefined : access.farm(access.node(contract.nodeId)?.farmId ?? 0);
  return { ...indexed, farmId: farm?.id ?? 0, farmName: farm?.name ?? '' };
}

export const contractShape: ListShape<ContractRow> = {
  filters: {
    contract_id: is.equal('contract_id', ({ contract }) => contract.contractId),
    twin_id: is.equal('twin_id', ({ contract }) => contract.twinId),
    node_id: is.equal('node_id', ({ contract }) => (contract.type === 'name' ? 0 : contract.nodeId)),
    name: is.text(({ contract }) => (contract.type === 'name' ? contract.name : '')),
    type: is.word('type', ['node', 'name', 'rent'], ({ contract }) => contract.type),
    state: is.word('state', ['Created', 'GracePeriod', 'Deleted'], ({ contract }) => contract.state),
    deployment_data: is.text(({ contract }) => (contract.type === 'node' ? contract.deploymentData : '')),
    deployment_hash: is.text(({ contract }) => (contract.type === 'node' ? contract.hash : '')),
    number_of_public_ips: is.atLeast('number_of_public_ips', ({ contract }) =>
      contract.type === 'node' ? contract.publicIps.length : 0,
    ),
    farm_name: is.text(({ farmName }) => farmName),
    farm_id: is.equal('farm_id', ({ farmId }) => farmId),
  },
  sorts: {
    twin_id: ({ contract }) => contract.twinId,
    contract_id: ({ contract }) => contract.contractId,
    type: ({ contract }) => contract.type,
    state: ({ contract }) => contract.state,
    created_at: ({ createdAtSeconds }) => createdAtSeconds,
  },
};

export function contractInList({ contract, createdAtSeconds, farmId, farmName }: ContractRow) {
  return {
    contract_id: contract.contractId,
    twin_id: contract.twinId,
    state: contract.state,
    created_at: createdAtSeconds,
    type: contract.type,
    details: detailsOf(contract, farmId, farmName),
  };
}

function detailsOf(contract: IndexedContract['contract'], farm_id: number, farm_name: string) {
  if (contract.type === 'name') return { name: contract.name };
  if (contract.type === 'rent') return { nodeId: contract.nodeId, farm_name, farm_id };
  return {
    nodeId: contract.nodeId,
    deployment_data: contract.deploymentData,
    deployment_hash: contract.hash,
    number_of_public_ips: contract.publicIps.length,
    farm_name,
    farm_id,
  };
}
