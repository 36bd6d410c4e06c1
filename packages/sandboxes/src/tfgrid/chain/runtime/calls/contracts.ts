import { billContract } from '../billing/bill-contract.ts';
import { networkUnits } from '../billing/cost.ts';
import { moduleError } from '../execution.ts';
import { type Handler, handler } from '../handler.ts';
import type { Contract, ContractResources, Hex, NruConsumption } from '../values.ts';
import { contractOf, moveTo, ownContract, refuse, twinIdOf } from './contract-access.ts';
import { contractCreationCalls } from './contract-creation.ts';

const pallet = 'SmartContractModule';

export const contractCalls: Record<string, Handler> = {
  ...contractCreationCalls,
  /** Moves the contract to another hash; as on the real chain the new hash need not be unique. */
  update_node_contract: handler<{ contract_id: bigint; deployment_hash: Hex; deployment_data: Uint8Array }>(
    (chain, origin, { contract_id, deployment_hash, deployment_data }) => {
      const contract = ownContract(chain, origin.account, contract_id, 'TwinNotAuthorizedToUpdateContract');
      if (contract.state.type === 'GracePeriod') throw refuse('CannotUpdateContractInGraceState');
      const old = nodeContract(contract);
      chain.remove('SmartContractModule.ContractIDByNodeIDAndHash', old.node_id, old.deployment_hash);
      chain.set('SmartContractModule.ContractIDByNodeIDAndHash', [old.node_id, deployment_hash], contract_id);
      const value = { ...old, deployment_hash, deployment_data };
      const updated: Contract = { ...contract, contract_type: { type: 'NodeContract', value } };
      chain.set('SmartContractModule.Contracts', [contract_id], updated);
      chain.emit(pallet, 'ContractUpdated', updated);
    },
  ),
  /** Bills the last part, pays the rewards and removes the contract at once. */
  cancel_contract: handler<{ contract_id: bigint }>((chain, origin, { contract_id }) => {
    const contract = ownContract(chain, origin.account, contract_id, 'TwinNotAuthorizedToCancelContract');
    const subject = contract.contract_type;
    if (subject.type === 'RentContract') {
      const active = chain.get('SmartContractModule.ActiveNodeContracts', subject.value);
      if (active.length > 0) throw refuse('NodeHasActiveContracts');
    }
    moveTo(chain, contract, { type: 'Deleted', value: { type: 'CanceledByUser', value: undefined } });
    billContract(chain, contract_id);
  }),
  bill_contract_for_block: handler<{ contract_id: bigint }>((chain, _origin, { contract_id }) =>
    billContract(chain, contract_id),
  ),
  report_contract_resources: handler<{ contract_resources: ContractResources[] }>((chain, origin, args) => {
    const nodeId = reportingNode(chain, origin.account);
    for (const report of args.contract_resources) {
      const contract = chain.get('SmartContractModule.Contracts', report.contract_id);
      if (!contract) continue;
      if (nodeContract(contract).node_id !== nodeId) throw refuse('NodeNotAuthorizedToComputeReport');
      chain.set('SmartContractModule.NodeContractResources', [report.contract_id], report);
      chain.emit(pallet, 'UpdatedUsedResources', report);
    }
  }),
  add_nru_reports: handler<{ reports: NruConsumption[] }>((chain, origin, { reports }) => {
    const nodeId = reportingNode(chain, origin.account);
    const policy = chain.get('TfgridModule.PricingPolicies', 1);
    if (!policy) throw refuse('PricingPolicyNotExists');
    for (const report of reports) {
      const id = report.contract_id;
      if (!chain.has('SmartContractModule.ContractBillingInformationByID', id)) continue;
      if (nodeContract(contractOf(chain, id)).node_id !== nodeId) throw refuse('NodeNotAuthorizedToComputeReport');
      const before = chain.get('SmartContractModule.ContractBillingInformationByID', id);
      if (report.timestamp < before.last_updated) continue;
      chain.set('SmartContractModule.ContractBillingInformationByID', [id], {
        previous_nu_reported: report.nru,
        last_updated: report.timestamp,
        amount_unbilled: before.amount_unbilled + networkUnits(report, policy),
      });
      chain.emit(pallet, 'NruConsumptionReportReceived', report);
    }
  }),
  set_dedicated_node_extra_fee: handler<{ node_id: number; extra_fee: bigint }>(
    (chain, origin, { node_id, extra_fee }) => {
      const twinId = twinIdOf(chain, origin.account);
      const node = chain.get('TfgridModule.Nodes', node_id);
      if (!node) throw refuse('NodeNotExists');
      const farm = chain.get('TfgridModule.Farms', node.farm_id);
      if (farm?.twin_id !== twinId) throw refuse('UnauthorizedToSetExtraFee');
      const rented = chain.has('SmartContractModule.ActiveRentContractForNode', node_id);
      const active = chain.get('SmartContractModule.ActiveNodeContracts', node_id);
      if (rented || active.length > 0) throw refuse('NodeHasActiveContracts');
      chain.set('SmartContractModule.DedicatedNodesExtraFee', [node_id], extra_fee);
      chain.emit(pallet, 'NodeExtraFeeSet', { node_id, extra_fee });
    },
  ),
};

function nodeContract(contract: Contract) {
  if (contract.contract_type.type !== 'NodeContract') throw refuse('InvalidContractType');
  return contract.contract_type.value;
}

function reportingNode(chain: Parameters<Handler>[0], account: string): number {
  const nodeId = chain.get('TfgridModule.NodeIdByTwinID', twinIdOf(chain, account));
  if (nodeId === 0) throw moduleError(pallet, 'NodeNotExists');
  return nodeId;
}
