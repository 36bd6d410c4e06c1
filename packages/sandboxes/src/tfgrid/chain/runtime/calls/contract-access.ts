import { type Execution, moduleError } from '../execution.ts';
import type { Contract, ContractState } from '../values.ts';

export const refuse = (name: string) => moduleError('SmartContractModule', name);

export function twinIdOf(chain: Execution, account: string): number {
  const id = chain.get('TfgridModule.TwinIdByAccountID', account);
  if (id === undefined) throw refuse('TwinNotExists');
  return id;
}

export function contractOf(chain: Execution, contractId: bigint): Contract {
  const contract = chain.get('SmartContractModule.Contracts', contractId);
  if (!contract) throw refuse('ContractNotExists');
  return contract;
}

/** A contract of the account's own twin; `otherwise` names the refusal. */
export function ownContract(chain: Execution, account: string, contractId: bigint, otherwise: string): Contract {
  const contract = contractOf(chain, contractId);
  const twin = chain.get('TfgridModule.Twins', contract.twin_id);
  if (!twin) throw refuse('TwinNotExists');
  if (twin.account_id !== account) throw refuse(otherwise);
  return contract;
}

/** Node of a node or rent contract; a name contract has none, which the chain shows as 0. */
export function nodeIdOf(contract: Contract): number {
  const subject = contract.contract_type;
  if (subject.type === 'NodeContract') return subject.value.node_id;
  return subject.type === 'RentContract' ? subject.value : 0;
}

/** Stores the new state. A second grace period does not restart the first. */
export function moveTo(chain: Execution, contract: Contract, state: ContractState): Contract {
  if (contract.state.type === 'GracePeriod' && state.type === 'GracePeriod') return contract;
  const moved: Contract = { ...contract, state };
  chain.set('SmartContractModule.Contracts', [contract.contract_id], moved);
  return moved;
}
