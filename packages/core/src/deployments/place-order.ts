import { type App, footprintOf, type OrderedMachine } from '../catalog/index.ts';
import {
  acceptsApp,
  fits,
  type GridNode,
  type NodesRefusal,
  type Place,
  pickNode,
  type Requirement,
  type ScorePart,
  shortages,
  whyNotOfferable,
} from '../nodes/index.ts';
import { type Footprint, type Price, type PriceFacts, pricerOf } from '../pricing/index.ts';
import { isRefusal, type Refusal, refuse } from '../refusal/index.ts';

export type Placement = ({ mode: 'auto' } & Place) | { mode: 'node'; nodeId: number };

export interface PlacementFacts extends PriceFacts {
  nodes: readonly GridNode[];
}

export interface PlacedOrder {
  node: GridNode;
  price: Price;
  /** A sentence that says why this node. */
  reason: string;
  /** Why our pick fell on it; null for a node that the person named. */
  score: readonly ScorePart[] | null;
}

export type PlacementRefusal = NodesRefusal | Refusal<'not_found' | 'node_unavailable' | 'no_capacity'>;

/** Finds the node of an order and its price there: our pick in a place, or the node that was named. */
export function placeOrder(
  machine: OrderedMachine,
  order: { placement: Placement; publicIpv4: boolean },
  facts: PlacementFacts,
): PlacedOrder | PlacementRefusal {
  const footprint = footprintOf(machine.image.kind, machine.size, order.publicIpv4);
  const requirement = requirementOf(footprint);
  const priceOn = pricerOf(machine.app.id, footprint, facts);
  if (order.placement.mode === 'node')
    return onNamedNode(order.placement.nodeId, machine, requirement, priceOn, facts.nodes);
  const { region, country } = order.placement;
  const taking = facts.nodes.filter((node) => acceptsApp(node, machine.app.id));
  const pick = pickNode(taking, requirement, { region, country }, (node) => priceOn(node).hourlyUnits);
  return isRefusal(pick)
    ? pick
    : { node: pick.node, price: priceOn(pick.node), reason: pick.reason, score: pick.score };
}

function onNamedNode(
  nodeId: number,
  { app }: OrderedMachine,
  requirement: Requirement,
  priceOn: (node: GridNode) => Price,
  nodes: readonly GridNode[],
): PlacedOrder | PlacementRefusal {
  const node = nodes.find((candidate) => candidate.id === nodeId);
  if (!node) return refuse('not_found', `There is no node ${nodeId}.`, wrongNode('is not a node of the grid'));
  const obstacle = whyNotTaken(node, app);
  if (obstacle !== undefined)
    return refuse('node_unavailable', `Node ${nodeId} cannot be chosen: ${obstacle}.`, wrongNode(obstacle));
  if (!fits(node, requirement)) {
    const missing = shortages(node, requirement);
    const lacks = missing.map((shortage) => shortage.reason).join(', ');
    return refuse('no_capacity', `The order does not fit on node ${nodeId}: ${lacks}.`, { missing });
  }
  return { node, price: priceOn(node), reason: 'The node you chose.', score: null };
}

/**
 * Everything that keeps an order off a node, as clauses: what `placeOrder` would refuse the node for by name. Empty when it
 * can go there.
 */
export function whyNotPlaced(machine: OrderedMachine, publicIpv4: boolean, node: GridNode): string[] {
  const obstacle = whyNotTaken(node, machine.app);
  const requirement = requirementOf(footprintOf(machine.image.kind, machine.size, publicIpv4));
  return [...(obstacle === undefined ? [] : [obstacle]), ...shortages(node, requirement).map(({ reason }) => reason)];
}

/** Why an order of this app cannot go to the node, as a clause; undefined when it can, room left aside. */
export function whyNotTaken(node: GridNode, app: Pick<App, 'id' | 'name'>): string | undefined {
  const obstacle = whyNotOfferable(node);
  if (obstacle) return obstacle.reason;
  return acceptsApp(node, app.id) ? undefined : `its provider does not accept ${app.name}`;
}

const wrongNode = (message: string) => ({ errors: [{ path: 'placement.nodeId', message }] });

const requirementOf = (footprint: Footprint): Requirement => ({
  cpu: footprint.cpu,
  memoryMb: footprint.memoryMb,
  ssdMb: footprint.ssdMb,
  hddMb: footprint.hddMb,
  publicIpv4Count: footprint.publicIpv4Count,
});
