import { type App, appById, apps, footprintOf, imageOf, type NamedSize, type Size } from '../catalog/index.ts';
import { divFloor, maxOf, minOf } from '../money/index.ts';
import { type GridNode, whyNotOfferable } from '../nodes/index.ts';
import { type Price, type PriceRule, pricerOf } from '../pricing/index.ts';
import type { PlacementFacts } from './place-order.ts';

/** Least and greatest monthly price over the nodes on offer, units of USD. */
export interface PriceRange {
  readonly fromUnits: bigint;
  readonly toUnits: bigint;
}

export interface SizePreview {
  readonly app: App;
  readonly size: NamedSize;
  /** The grid's list price. */
  readonly grid: PriceRange;
  readonly now: PriceRange;
  readonly next: PriceRange;
  /** Least share of the new price above the list price, in percent with one decimal, rounded down. */
  readonly marginPercent: number;
  /** Nodes where the new price lies below the list price. */
  readonly nodesBelowGrid: number;
}

/** What another rule would make of the public price of every size; empty when no node is on offer. */
export function previewSizes(facts: PlacementFacts, nextRule: PriceRule): SizePreview[] {
  const offered = facts.nodes.filter((node) => whyNotOfferable(node) === undefined);
  if (offered.length === 0) return [];
  return apps.flatMap((app) => app.sizes.map((size) => previewSize(app, size, offered, facts, nextRule)));
}

function previewSize(
  app: App,
  size: NamedSize,
  offered: readonly GridNode[],
  facts: PlacementFacts,
  nextRule: PriceRule,
): SizePreview {
  const footprint = footprintOf(app.images[0]?.kind ?? 'full', size.size, false);
  const now = offered.map(byKind(pricerOf(app.id, footprint, facts)));
  const next = offered.map(byKind(pricerOf(app.id, footprint, { ...facts, rule: nextRule })));
  return {
    app,
    size,
    grid: rangeOf(next.map(({ gridHourlyUnits }) => gridHourlyUnits * 720n)),
    now: rangeOf(now.map(({ monthlyUnits }) => monthlyUnits)),
    next: rangeOf(next.map(({ monthlyUnits }) => monthlyUnits)),
    marginPercent: Math.min(...next.map(marginOf)),
    nodesBelowGrid: next.filter(({ hourlyUnits, gridHourlyUnits }) => hourlyUnits < gridHourlyUnits).length,
  };
}

/** What runs, as far as its price is concerned. */
export interface PricedDeployment {
  readonly appId: string;
  readonly imageId: string;
  readonly size: Size;
  readonly publicIpv4: boolean;
  readonly nodeId: number;
  /** The price that was accepted. */
  readonly hourlyUnits: bigint;
}

/**
 * What each deployment would cost per hour if it were ordered anew on its node; the price that was accepted stays. Null
 * where app, image or node are not known any more.
 */
export function previewDeployments<Deployment extends PricedDeployment>(
  running: readonly Deployment[],
  facts: PlacementFacts,
  nextRule: PriceRule,
): { deployment: Deployment; nextHourlyUnits: bigint | null }[] {
  const nodes = new Map(facts.nodes.map((node) => [node.id, node]));
  return running.map((deployment) => {
    const app = appById(deployment.appId);
    const image = app && imageOf(app, deployment.imageId);
    const node = nodes.get(deployment.nodeId);
    if (!app || !image || !node) return { deployment, nextHourlyUnits: null };
    const footprint = footprintOf(image.kind, deployment.size, deployment.publicIpv4);
    const price = pricerOf(app.id, footprint, { ...facts, rule: nextRule })(node);
    return { deployment, nextHourlyUnits: price.hourlyUnits };
  });
}

/** Nodes differ in price by two properties only: what was worked out for one holds for its kind. */
function byKind(price: (node: GridNode) => Price): (node: GridNode) => Price {
  const known = new Map<string, Price>();
  return (node) => {
    const kind = `${node.certified} ${node.extraFeeMusd}`;
    const found = known.get(kind) ?? price(node);
    known.set(kind, found);
    return found;
  };
}

const rangeOf = (units: readonly bigint[]): PriceRange => ({
  fromUnits: units.reduce(minOf),
  toUnits: units.reduce(maxOf),
});

const marginOf = ({ hourlyUnits, gridHourlyUnits }: Price): number =>
  hourlyUnits === 0n ? 0 : Number(divFloor((hourlyUnits - gridHourlyUnits) * 1000n, hourlyUnits)) / 10;
