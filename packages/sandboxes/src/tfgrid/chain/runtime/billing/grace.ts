import { contractOf, moveTo, nodeIdOf } from '../calls/contract-access.ts';
import type { Execution } from '../execution.ts';
import type { Contract, ContractState } from '../values.ts';

const pallet = 'SmartContractModule';
/**
 * 14 days. The real chain counts 201,600 blocks of 6 s; here blocks are faster and a clock jump makes one per hour, so
 * that seconds of chain time are counted instead. The block number in the contract's state stays a block number.
 */
export const gracePeriodSeconds = 14n * 24n * 3600n;
const realBlockSeconds = 6n;

/** Moves the contract by whether its bill can be paid: into grace, out of it, or to its end when grace has run out. */
export function followFunds(chain: Execution, contract: Contract, funded: boolean): Contract {
  if (contract.state.type === 'Created' && !funded) return startGrace(chain, contract);
  if (contract.state.type !== 'GracePeriod') return contract;
  if (funded && !rentIsSuspended(chain, contract)) return endGrace(chain, contract);
  return graceIsOver(chain, contract) ? expire(chain, contract) : contract;
}

/** Drops the note of when grace began. */
export function forgetGrace(chain: Execution, contractId: bigint): void {
  if (chain.note(noteOf(contractId)) !== undefined) chain.setNote(noteOf(contractId), null);
}

function startGrace(chain: Execution, contract: Contract): Contract {
  const moved = enter(chain, contract);
  for (const other of contractsUnderRent(chain, contract)) enter(chain, other);
  return moved;
}

function enter(chain: Execution, contract: Contract): Contract {
  const block = BigInt(chain.blockNumber);
  const state: ContractState = { type: 'GracePeriod', value: block };
  if (contract.state.type !== 'GracePeriod') chain.setNote(noteOf(contract.contract_id), String(chain.nowSeconds));
  const moved = moveTo(chain, contract, state);
  chain.emit(pallet, 'ContractGracePeriodStarted', { ...subjectOf(contract), block_number: block });
  return moved;
}

function endGrace(chain: Execution, contract: Contract): Contract {
  const moved = leave(chain, contract);
  for (const other of contractsUnderRent(chain, contract)) {
    const payment = chain.get('SmartContractModule.ContractPaymentState', other.contract_id);
    const indebted = payment !== undefined && payment.standard_overdraft + payment.additional_overdraft > 0n;
    if (!indebted) leave(chain, other);
  }
  return moved;
}

function leave(chain: Execution, contract: Contract): Contract {
  forgetGrace(chain, contract.contract_id);
  const moved = moveTo(chain, contract, { type: 'Created', value: undefined });
  chain.emit(pallet, 'ContractGracePeriodEnded', subjectOf(contract));
  return moved;
}

function expire(chain: Execution, contract: Contract): Contract {
  // Money that its node contracts have reserved is paid out first.
  const unpaid = contractsUnderRent(chain, contract).some((other) => {
    const payment = chain.get('SmartContractModule.ContractPaymentState', other.contract_id);
    return payment !== undefined && payment.standard_reserve + payment.additional_reserve > 0n;
  });
  if (unpaid) return contract;
  chain.emit(pallet, 'ContractGracePeriodElapsed', {
    contract_id: contract.contract_id,
    grace_period: secondsInGrace(chain, contract) / realBlockSeconds,
  });
  forgetGrace(chain, contract.contract_id);
  return moveTo(chain, contract, { type: 'Deleted', value: { type: 'OutOfFunds', value: undefined } });
}

function graceIsOver(chain: Execution, contract: Contract): boolean {
  return secondsInGrace(chain, contract) >= gracePeriodSeconds;
}

function secondsInGrace(chain: Execution, contract: Contract): bigint {
  return chain.nowSeconds - BigInt(chain.note(noteOf(contract.contract_id)) ?? chain.nowSeconds);
}

/** A node contract stays in grace as long as the rent of its node does. */
function rentIsSuspended(chain: Execution, contract: Contract): boolean {
  if (contract.contract_type.type !== 'NodeContract') return false;
  const rentId = chain.get('SmartContractModule.ActiveRentContractForNode', nodeIdOf(contract));
  return rentId !== undefined && contractOf(chain, rentId).state.type === 'GracePeriod';
}

/** The node contracts that share the fate of this rent contract; none for other contracts. */
function contractsUnderRent(chain: Execution, contract: Contract): Contract[] {
  if (contract.contract_type.type !== 'RentContract') return [];
  const ids = chain.get('SmartContractModule.ActiveNodeContracts', contract.contract_type.value);
  return ids.map((id) => contractOf(chain, id));
}

const noteOf = (contractId: bigint) => `grace-started-seconds:${contractId}`;
const subjectOf = (contract: Contract) => ({
  contract_id: contract.contract_id,
  node_id: nodeIdOf(contract),
  twin_id: contract.twin_id,
});
