import type { HttpParts } from '../parts.ts';
import { getStaking } from './get-staking.ts';
import { listStakingContracts } from './list-staking-contracts.ts';

export const floatHandlers = (parts: HttpParts) => ({
  getStaking: getStaking(parts),
  listStakingContracts: listStakingContracts(parts),
});
