import { usableBalance } from '../accounts.ts';
import { contractOf, nodeIdOf, refuse } from '../calls/contract-access.ts';
import { removeContract } from '../calls/contract-removal.ts';
import type { Execution } from '../execution.ts';
import type { Contract, NodePower, PaymentState } from '../values.ts';
import { billingPriceMusd, contractCost, extraFeeTft, toTft } from './cost.ts';
import { discounted } from './discount.ts';
import { payRewards } from './distribution.ts';
import { followFunds } from './grace.ts';
import type { Parties } from './parties.ts';
import { type Due, overdraw, payDue } from './payment.ts';

const pallet = 'SmartContractModule';

/**
 * Bills the time since the contract's last bill: works out what is due, reserves it on the twin's account or takes what
 * is there, moves the contract into or out of grace, pays rewards once a day, and removes a deleted contract.
 */
export function billContract(chain: Execution, contractId: bigint): void {
  const contract = contractOf(chain, contractId);
  const parties = partiesOf(chain, contract);
  const before = chain.get('SmartContractModule.ContractPaymentState', contractId);
  if (!before) throw refuse('ContractPaymentStateNotExists');

  const optedOut = chain.has('TfgridModule.NodeV3BillingOptOut', nodeIdOf(contract));
  if (optedOut && contract.state.type === 'Created') return;
  const waived = contract.contract_type.type === 'RentContract' && isStandby(chain, contract.contract_type.value);
  if (waived) {
    chain.emit(pallet, 'RentWaived', { contract_id: contractId });
    if (contract.state.type === 'Created') return;
  }
  const due = waived || optedOut ? nothingDue : dueSince(chain, contract, before, parties);
  const overdrawn = before.standard_overdraft + before.additional_overdraft > 0n;
  // Time does not advance here: what is due later is billed for the whole time since the last real bill.
  if (due.standard + due.additional === 0n && !overdrawn && contract.state.type !== 'Deleted') return;

  const funded = canPay(chain, parties.twin.account_id, due, before);
  const moved = followFunds(chain, contract, funded);
  const paid = funded
    ? payDue(chain, moved, parties.twin, before, due)
    : overdraw(chain, moved, parties.twin, before, due);
  const settled = payRewards(chain, moved, paid, parties);
  if (moved.state.type === 'Deleted') {
    removeContract(chain, contractId);
    return;
  }
  if (moved.contract_type.type === 'NodeContract') {
    const information = chain.get('SmartContractModule.ContractBillingInformationByID', contractId);
    const cleared = { ...information, amount_unbilled: 0n };
    chain.set('SmartContractModule.ContractBillingInformationByID', [contractId], cleared);
  }
  chain.set('SmartContractModule.ContractPaymentState', [contractId], {
    ...settled,
    last_updated_seconds: chain.nowSeconds,
  });
}

/** Whether the billing loop takes a contract up: contracts that hold no resources, addresses or debt are left alone. */
export function needsBill(chain: Execution, contract: Contract): boolean {
  if (contract.contract_type.type !== 'NodeContract') return true;
  const id = contract.contract_id;
  const { used } = chain.get('SmartContractModule.NodeContractResources', id);
  const payment = chain.get('SmartContractModule.ContractPaymentState', id);
  return (
    contract.contract_type.value.public_ips > 0 ||
    used.cru + used.mru + used.sru + used.hru > 0n ||
    chain.get('SmartContractModule.ContractBillingInformationByID', id).amount_unbilled > 0n ||
    (payment !== undefined && payment.standard_overdraft + payment.additional_overdraft > 0n)
  );
}

const nothingDue: Due = { standard: 0n, additional: 0n, level: 'None' };

function partiesOf(chain: Execution, contract: Contract): Parties {
  const twin = chain.get('TfgridModule.Twins', contract.twin_id);
  if (!twin) throw refuse('TwinNotExists');
  const policy = chain.get('TfgridModule.PricingPolicies', 1);
  if (!policy) throw refuse('PricingPolicyNotExists');
  if (contract.contract_type.type === 'NameContract') return { twin, policy, certified: false };
  const node = chain.get('TfgridModule.Nodes', nodeIdOf(contract));
  if (!node) throw refuse('NodeNotExists');
  const farm = chain.get('TfgridModule.Farms', node.farm_id);
  if (!farm) throw refuse('FarmNotExists');
  const farmer = chain.get('TfgridModule.Twins', farm.twin_id);
  if (!farmer) throw refuse('TwinNotExists');
  return { twin, policy, farmer, certified: node.certification.type === 'Certified' };
}

function dueSince(
  chain: Execution,
  contract: Contract,
  payment: PaymentState,
  { twin, policy, certified }: Parties,
): Due {
  const seconds = chain.nowSeconds - payment.last_updated_seconds;
  const priceMusd = billingPriceMusd(chain);
  const stash = chain.get('TfgridModule.TwinBoundedAccountID', twin.id);
  const usable = usableBalance(chain, twin.account_id) + (stash === undefined ? 0n : usableBalance(chain, stash));
  const full = toTft(contractCost(chain, contract, policy, seconds), priceMusd);
  const { units, level } = discounted(full, usable, seconds, certified);
  const feeMusd =
    contract.contract_type.type === 'RentContract'
      ? chain.get('SmartContractModule.DedicatedNodesExtraFee', contract.contract_type.value)
      : 0n;
  return { standard: units, additional: feeMusd === 0n ? 0n : extraFeeTft(feeMusd, seconds, priceMusd), level };
}

function canPay(chain: Execution, account: string, due: Due, payment: PaymentState): boolean {
  const debt = payment.standard_overdraft + payment.additional_overdraft;
  return due.standard + due.additional + debt <= usableBalance(chain, account);
}

function isStandby(chain: Execution, nodeId: number): boolean {
  const power: NodePower = chain.get('TfgridModule.NodePower', nodeId);
  return power.state.type === 'Down' && power.target.type === 'Down';
}
