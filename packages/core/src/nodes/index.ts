export type { Gpu, GridNode, NodeAlliance, NodeStatus, Resources } from './grid-node.ts';
export { type ExcludedSpan, type HealthEvidence, type HealthSample, healthEvidence, uptimePercent } from './health.ts';
export {
  acceptsApp,
  type NodeListing,
  type NodePool,
  type OfferState,
  offerState,
  offerStates,
  whyWithheld,
} from './listing.ts';
export { type NotOfferable, type NotOfferableCode, whyNotOfferable } from './offerable.ts';
export { type NodeCandidate, type NodePick, type NodesRefusal, pickNode } from './pick-node.ts';
export { isInPlace, type Place, type Region, regionName, regionOf, regions } from './regions.ts';
export { fits, type Requirement, type Shortage, shortages } from './requirement.ts';
