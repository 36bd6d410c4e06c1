import { maxDeploymentDataBytes, maxNameContractNameLength } from '../../metadata/pallets/smart-contract.ts';
import { DispatchFailure, type Execution } from '../execution.ts';
import { handler } from '../handler.ts';
import { toText } from '../text.ts';
import type { Contract, ContractData, Farm, Hex } from '../values.ts';
import { refuse, twinIdOf } from './contract-access.ts';
import { reserveIps } from './public-ips.ts';

const pallet = 'SmartContractModule';

interface NodeContractInput {
  node_id: number;
  deployment_hash: Hex;
  deployment_data: Uint8Array;
  public_ips: number;
  solution_provider_id?: bigint;
}

export const contractCreationCalls = {
  /** The checks stand in the real chain's order: it decides which error a client sees. */
  create_node_contract: handler<NodeContractInput>((chain, origin, input) => {
    const twinId = twinIdOf(chain, origin.account);
    const node = chain.get('TfgridModule.Nodes', input.node_id);
    if (!node) throw refuse('NodeNotExists');
    const power = chain.get('TfgridModule.NodePower', input.node_id);
    if (power.state.type === 'Down' || power.target.type === 'Down') throw refuse('NodeNotAvailableToDeploy');
    checkOptOut(chain, origin.account, input.node_id);
    const farm = chain.get('TfgridModule.Farms', node.farm_id);
    if (!farm) throw refuse('FarmNotExists');
    checkDedication(chain, twinId, input.node_id, farm);
    checkUnique(chain, input.node_id, input.deployment_hash);
    // The real chain cannot even decode such a call.
    if (input.deployment_data.length > maxDeploymentDataBytes) {
      throw new DispatchFailure({ type: 'Other', value: undefined });
    }
    const contract = create(chain, twinId, input.solution_provider_id, (contractId) => ({
      type: 'NodeContract',
      value: {
        node_id: input.node_id,
        deployment_hash: input.deployment_hash,
        deployment_data: input.deployment_data,
        public_ips: input.public_ips,
        public_ips_list: reserveIps(chain, farm, contractId, input.public_ips),
      },
    }));
    const id = contract.contract_id;
    const unbilled = { previous_nu_reported: 0n, last_updated: chain.nowSeconds, amount_unbilled: 0n };
    chain.set('SmartContractModule.ContractBillingInformationByID', [id], unbilled);
    chain.set('SmartContractModule.ContractIDByNodeIDAndHash', [input.node_id, input.deployment_hash], id);
    const active = chain.get('SmartContractModule.ActiveNodeContracts', input.node_id);
    chain.set('SmartContractModule.ActiveNodeContracts', [input.node_id], [...active, id]);
    chain.emit(pallet, 'ContractCreated', contract);
  }),
  create_rent_contract: handler<{ node_id: number; solution_provider_id?: bigint }>((chain, origin, input) => {
    if (chain.has('SmartContractModule.ActiveRentContractForNode', input.node_id)) throw refuse('NodeHasRentContract');
    const node = chain.get('TfgridModule.Nodes', input.node_id);
    if (!node) throw refuse('NodeNotExists');
    const farm = chain.get('TfgridModule.Farms', node.farm_id);
    if (!farm) throw refuse('FarmNotExists');
    checkOptOut(chain, origin.account, input.node_id);
    const active = chain.get('SmartContractModule.ActiveNodeContracts', input.node_id);
    if (!farm.dedicated_farm && active.length > 0) throw refuse('NodeNotAvailableToDeploy');
    const twinId = twinIdOf(chain, origin.account);
    const contract = create(chain, twinId, input.solution_provider_id, () => ({
      type: 'RentContract',
      value: input.node_id,
    }));
    chain.set('SmartContractModule.ActiveRentContractForNode', [input.node_id], contract.contract_id);
    chain.emit(pallet, 'ContractCreated', contract);
  }),
  create_name_contract: handler<{ name: Uint8Array }>((chain, origin, { name }) => {
    const twinId = twinIdOf(chain, origin.account);
    if (name.length < 3) throw refuse('NameContractNameTooShort');
    if (name.length > maxNameContractNameLength) throw refuse('NameContractNameTooLong');
    if (!/^[a-z0-9_-]+$/.test(toText(name))) throw refuse('NameNotValid');
    if (chain.has('SmartContractModule.ContractIDByNameRegistration', name)) throw refuse('NameExists');
    const contract = create(chain, twinId, undefined, () => ({ type: 'NameContract', value: name }));
    chain.set('SmartContractModule.ContractIDByNameRegistration', [name], contract.contract_id);
    chain.emit(pallet, 'ContractCreated', contract);
  }),
};

function create(
  chain: Execution,
  twinId: number,
  solutionProviderId: bigint | undefined,
  subject: (contractId: bigint) => ContractData,
): Contract {
  const id = chain.get('SmartContractModule.ContractID') + 1n;
  const contractType = subject(id);
  if (solutionProviderId !== undefined) throw refuse('NoSuchSolutionProvider');
  const position = id % chain.get('SmartContractModule.BillingFrequency');
  const due = chain.get('SmartContractModule.ContractsToBillAt', position);
  chain.set('SmartContractModule.ContractsToBillAt', [position], [...due, id]);
  const contract: Contract = {
    version: 4,
    state: { type: 'Created', value: undefined },
    contract_id: id,
    twin_id: twinId,
    contract_type: contractType,
    solution_provider_id: solutionProviderId,
  };
  chain.set('SmartContractModule.Contracts', [id], contract);
  chain.set('SmartContractModule.ContractID', [], id);
  chain.set('SmartContractModule.ContractPaymentState', [id], {
    standard_reserve: 0n,
    additional_reserve: 0n,
    standard_overdraft: 0n,
    additional_overdraft: 0n,
    last_updated_seconds: chain.nowSeconds,
    cycles: 0,
  });
  return contract;
}

function checkOptOut(chain: Execution, account: string, nodeId: number): void {
  if (!chain.has('TfgridModule.NodeV3BillingOptOut', nodeId)) return;
  const admins = chain.get('TfgridModule.AllowedTwinAdmins') ?? [];
  if (!admins.includes(account)) throw refuse('OnlyTwinAdminCanDeployOnThisNode');
}

/** A rented node is its tenant's alone; a dedicated one takes node contracts only under a rent contract. */
function checkDedication(chain: Execution, twinId: number, nodeId: number, farm: Farm): void {
  const rentId = chain.get('SmartContractModule.ActiveRentContractForNode', nodeId);
  if (rentId === undefined) {
    const dedicated = farm.dedicated_farm || chain.get('SmartContractModule.DedicatedNodesExtraFee', nodeId) > 0n;
    if (dedicated) throw refuse('NodeNotAvailableToDeploy');
    return;
  }
  const rent = chain.get('SmartContractModule.Contracts', rentId);
  if (!rent) throw refuse('ContractNotExists');
  if (rent.twin_id !== twinId || rent.state.type !== 'Created') throw refuse('NodeNotAvailableToDeploy');
}

function checkUnique(chain: Execution, nodeId: number, hash: Hex): void {
  if (!chain.has('SmartContractModule.ContractIDByNodeIDAndHash', nodeId, hash)) return;
  const id = chain.get('SmartContractModule.ContractIDByNodeIDAndHash', nodeId, hash);
  const contract = chain.get('SmartContractModule.Contracts', id);
  if (!contract) throw refuse('ContractNotExists');
  if (contract.state.type !== 'Deleted') throw refuse('ContractIsNotUnique');
}
