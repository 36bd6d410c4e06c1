export { type AlertDecision, type AlertRules, decideAlerts, type FloatAlert, ordersAreShort } from './alerts.ts';
export {
  type BurnAtLevel,
  type ChainRules,
  type ContractBurn,
  type ContractGroup,
  contractBurn,
  hourlyBurn,
} from './contract-burn.ts';
export { decideTopUp, type TopUpDecision, type TopUpFacts, type WaitReason } from './decide-top-up.ts';
export { suggestedUnits, tfConnectLink } from './payment-link.ts';
export { type FloatFacts, type LevelDrop, nextBound, type Runway, runwayOf, unitsToHoldLevels } from './runway.ts';
export { type FloatSample, type PolicySimulation, type SimulatedTopUp, simulatePolicy } from './simulate-policy.ts';
export { type ContractStaking, contractStaking } from './staking.ts';
export { type StakingSummary, stakingSummary } from './staking-summary.ts';
export {
  checkTopUpPolicy,
  PAUSE_AFTER_FAILURES,
  type TopUpPolicy,
  type TopUpTrigger,
  triggers,
} from './top-up-policy.ts';
