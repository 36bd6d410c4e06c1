export {
  type BurnAtLevel,
  type ChainRules,
  type ContractBurn,
  type ContractGroup,
  contractBurn,
  hourlyBurn,
} from './contract-burn.ts';
export { type FloatFacts, type LevelDrop, type Runway, runwayOf, unitsToHoldLevels } from './runway.ts';
export { type ContractStaking, contractStaking } from './staking.ts';
export { type StakingSummary, stakingSummary } from './staking-summary.ts';
