import { payFromReserve } from '../accounts.ts';
import type { Execution } from '../execution.ts';
import type { Contract, PaymentState } from '../values.ts';
import type { Parties } from './parties.ts';

/** Account of the staking pool on every TFChain network. */
export const stakingPoolAccount = '5CNposRewardAccount11111111111111111111111111FSU';
/** Cycles after which reserved money is paid out: about a day. */
const distributionFrequency = 24;

/**
 * Counts the cycle and, once a day or when the contract ends, pays what is reserved: 10 % to the staking pool, 40 % to
 * the foundation and the rest to the farmer, or all but the 10 % to the foundation where no farmer takes part.
 */
export function payRewards(
  chain: Execution,
  contract: Contract,
  payment: PaymentState,
  parties: Parties,
): PaymentState {
  const cycles = payment.cycles + 1;
  const { standard_reserve, additional_reserve } = payment;
  const isTime = cycles >= distributionFrequency || contract.state.type === 'Deleted';
  if (!isTime || standard_reserve + additional_reserve === 0n) return { ...payment, cycles };

  const from = parties.twin.account_id;
  const staking = percent(10n, standard_reserve);
  const foundation = parties.farmer ? percent(40n, standard_reserve) : standard_reserve - staking;
  if (parties.farmer) payFromReserve(chain, from, parties.farmer.account_id, additional_reserve);
  payFromReserve(chain, from, stakingPoolAccount, staking);
  if (parties.farmer) payFromReserve(chain, from, parties.farmer.account_id, standard_reserve - staking - foundation);
  payFromReserve(chain, from, parties.policy.foundation_account, foundation);
  chain.emit('SmartContractModule', 'RewardDistributed', {
    contract_id: contract.contract_id,
    standard_rewards: standard_reserve,
    additional_rewards: additional_reserve,
  });
  return { ...payment, standard_reserve: 0n, additional_reserve: 0n, cycles: 0 };
}

/** To the nearest; exactly half goes down, as Substrate's Perbill does. */
function percent(share: bigint, amount: bigint): bigint {
  const scaled = share * amount;
  return scaled / 100n + (scaled % 100n > 50n ? 1n : 0n);
}
