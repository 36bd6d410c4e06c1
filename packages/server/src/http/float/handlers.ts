import type { HttpParts } from '../parts.ts';
import { approveTopUp } from './approve-top-up.ts';
import { declineTopUp } from './decline-top-up.ts';
import { getFloatAlerts } from './get-float-alerts.ts';
import { getStaking } from './get-staking.ts';
import { getTopUpPolicy } from './get-top-up-policy.ts';
import { listStakingContracts } from './list-staking-contracts.ts';
import { listTopUpDecisions } from './list-top-up-decisions.ts';
import { resumeTopUpPolicy } from './resume-top-up-policy.ts';
import { simulateTopUpPolicy } from './simulate-top-up-policy.ts';
import { updateTopUpPolicy } from './update-top-up-policy.ts';

export const floatHandlers = (parts: HttpParts) => ({
  getStaking: getStaking(parts),
  listStakingContracts: listStakingContracts(parts),
  getFloatAlerts: getFloatAlerts(parts),
  getTopUpPolicy: getTopUpPolicy(parts),
  updateTopUpPolicy: updateTopUpPolicy(parts),
  simulateTopUpPolicy: simulateTopUpPolicy(parts),
  resumeTopUpPolicy: resumeTopUpPolicy(parts),
  listTopUpDecisions: listTopUpDecisions(parts),
  approveTopUp: approveTopUp(parts),
  declineTopUp: declineTopUp(parts),
});
