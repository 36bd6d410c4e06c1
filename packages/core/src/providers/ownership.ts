/** What the chain says about a node on the way to the account that owns it; undefined where the way ends. */
export interface OwnershipFacts {
  nodeId: number;
  node: { farmId: number } | undefined;
  farm: { id: number; name: string; twinId: number } | undefined;
  /** Of the farm: whoever holds this account owns its nodes. */
  twin: { id: number; address: string } | undefined;
}

/** Why the account does not own the node, as a clause about the node; undefined when it does. */
export function whyNotOwned({ nodeId, node, farm, twin }: OwnershipFacts, address: string): string | undefined {
  if (!node) return `${nodeId} is not a node of this network`;
  if (!farm || farm.id !== node.farmId) return `${nodeId} belongs to a farm that does not exist`;
  if (!twin || twin.id !== farm.twinId) return `${nodeId} belongs to farm ${farm.id}, which has no owner`;
  if (twin.address !== address) return `${nodeId} belongs to farm ${farm.id} of another account`;
  return undefined;
}
