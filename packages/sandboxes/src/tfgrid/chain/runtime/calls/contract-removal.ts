import { forgetGrace } from '../billing/grace.ts';
import type { Execution } from '../execution.ts';
import { contractOf } from './contract-access.ts';
import { freeIps } from './public-ips.ts';

const pallet = 'SmartContractModule';

/** Takes a contract out of storage with everything that hangs on it; a rent contract takes its node contracts along. */
export function removeContract(chain: Execution, contractId: bigint): void {
  const contract = contractOf(chain, contractId);
  const subject = contract.contract_type;
  if (subject.type === 'NodeContract') {
    const { node_id, deployment_hash, public_ips } = subject.value;
    if (public_ips > 0) freeIps(chain, node_id, contractId);
    const active = chain.get('SmartContractModule.ActiveNodeContracts', node_id);
    const others = active.filter((id) => id !== contractId);
    chain.set('SmartContractModule.ActiveNodeContracts', [node_id], others);
    chain.remove('SmartContractModule.ContractIDByNodeIDAndHash', node_id, deployment_hash);
    chain.remove('SmartContractModule.NodeContractResources', contractId);
    chain.remove('SmartContractModule.ContractBillingInformationByID', contractId);
    chain.emit(pallet, 'NodeContractCanceled', { contract_id: contractId, node_id, twin_id: contract.twin_id });
  } else if (subject.type === 'NameContract') {
    chain.remove('SmartContractModule.ContractIDByNameRegistration', subject.value);
    chain.emit(pallet, 'NameContractCanceled', { contract_id: contractId });
  } else {
    chain.remove('SmartContractModule.ActiveRentContractForNode', subject.value);
    for (const id of chain.get('SmartContractModule.ActiveNodeContracts', subject.value)) removeContract(chain, id);
    chain.emit(pallet, 'RentContractCanceled', { contract_id: contractId });
  }
  chain.remove('SmartContractModule.Contracts', contractId);
  chain.remove('SmartContractModule.ContractPaymentState', contractId);
  forgetGrace(chain, contractId);
  const position = contractId % chain.get('SmartContractModule.BillingFrequency');
  const due = chain.get('SmartContractModule.ContractsToBillAt', position);
  chain.set(
    'SmartContractModule.ContractsToBillAt',
    [position],
    due.filter((id) => id !== contractId),
  );
}
