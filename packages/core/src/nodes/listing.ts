import type { GridNode, NodeListing } from './grid-node.ts';
import type { NotOfferable } from './not-offerable.ts';

/** Which nodes are sold: all that the grid offers, or only those that providers brought and expose. */
export type NodePool = 'grid' | 'listed';

/** Why the marketplace does not sell the node, whatever its state on the grid; undefined when it does. */
export function whyWithheld({ farmId, listing }: GridNode, pool: NodePool): NotOfferable | undefined {
  if (!listing)
    return pool === 'listed' ? { code: 'not_listed', reason: 'no provider of this marketplace offers it' } : undefined;
  if (!listing.providerActive)
    return { code: 'provider_revoked', reason: 'its provider is no longer part of this marketplace' };
  if (listing.farmId !== farmId)
    return { code: 'owner_changed', reason: 'it moved to another farm since its provider brought it' };
  if (listing.leaving) return { code: 'leaving', reason: 'its provider is taking it out' };
  if (listing.pausedReason !== null) return { code: 'paused', reason: 'paused by the marketplace' };
  if (!listing.exposed) return { code: 'hidden', reason: 'hidden by its provider' };
  return undefined;
}

/** How a node that a provider brought stands here: sold, or by whose decision or for which other reason not. */
export const offerStates = ['offered', 'paused', 'hidden', 'leaving', 'withheld'] as const;
export type OfferState = (typeof offerStates)[number];

/** Decisions of people come first: they hold whatever state the node is in. */
export function offerState(
  { leaving, pausedReason, exposed }: Pick<NodeListing, 'leaving' | 'pausedReason' | 'exposed'>,
  notOfferable: NotOfferable | undefined,
): OfferState {
  if (leaving) return 'leaving';
  if (pausedReason !== null) return 'paused';
  if (!exposed) return 'hidden';
  return notOfferable ? 'withheld' : 'offered';
}

/** A node that nobody brought takes every app; a provider chooses. */
export const acceptsApp = ({ listing }: GridNode, appId: string): boolean =>
  listing === undefined || listing.apps.includes(appId);
