export { distanceKm, type Point } from './distance.ts';
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
export { type NotOfferable, type NotOfferableCode, whyNotOfferable } from './offerable.ts';
export { type NodeCandidate, type NodePick, type NodesRefusal, pickNode } from './pick-node.ts';
export { isInPlace, type Place, type Region, regionName, regionOf, regions } from './regions.ts';
export { fits, type Requirement, type Shortage, shortages } from './requirement.ts';
export type { ScoreCode, ScorePart } from './score.ts';
export { type FoundNode, type NodeSearchResult, searchNodes } from './search-nodes.ts';
export { type Exclusion, whyExcluded } from './why-excluded.ts';
