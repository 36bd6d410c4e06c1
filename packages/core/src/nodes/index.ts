export { distanceKm, type Point } from './distance.ts';
export type { Gpu, GridNode, NodeAlliance, NodeListing, NodeStatus, Resources } from './grid-node.ts';
export { type ExcludedSpan, type HealthEvidence, type HealthSample, healthEvidence, uptimePercent } from './health.ts';
export {
  acceptsApp,
  type NodePool,
  type OfferState,
  offerState,
  offerStates,
  whyWithheld,
} from './listing.ts';
export { buildNodeIndex, type IndexedNode, isExposed, type NodeIndex } from './node-index.ts';
export {
  type Area,
  type NodeFilters,
  type NodeQuery,
  type NodeSet,
  type NodeSort,
  nodeSorts,
  type Position,
} from './node-query.ts';
export type { NotOfferable, NotOfferableCode } from './not-offerable.ts';
export { whyNotOfferable } from './offerable.ts';
export { type NodePick, type NodesRefusal, pickNode } from './pick-node.ts';
export { isInPlace, type Place, type Region, regionName, regionOf, regions } from './regions.ts';
export { fits, type Requirement, type Shortage, shortages } from './requirement.ts';
export type { NodeCandidate, ScoreCode, ScorePart } from './score.ts';
export { type FoundNode, type NodeSearchResult, searchNodes } from './search-nodes.ts';
export { type Exclusion, whyExcluded } from './why-excluded.ts';
