import type { App as AppJson } from '@marketplace/contract';
import { type App, appById, featuredFirst, footprintOf, type NamedSize } from '@marketplace/core/catalog';
import type { PlacementFacts } from '@marketplace/core/deployments';
import { whyNotOfferable } from '@marketplace/core/nodes';
import { pricerOf } from '@marketplace/core/pricing';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';

interface ListAppsParts {
  store: Store;
  supply: Supply;
}

export const listApps =
  (parts: ListAppsParts): Handler<'listApps'> =>
  async (c) => {
    const [prices, { brand }] = await Promise.all([pricesAt(parts, c.get('now')), readSettings(parts.store.db)]);
    return c.json({ items: featuredFirst(brand.featuredApps).map((app) => appJson(app, prices)) }, 200);
  };

export const getApp =
  (parts: ListAppsParts): Handler<'getApp'> =>
  async (c) => {
    const app = appById(c.req.valid('param').id);
    if (!app) throw new HttpProblem('not_found', 'There is no such app.');
    return c.json(appJson(app, await pricesAt(parts, c.get('now'))), 200);
  };

/** What prices follow from, now and after the change that is announced. */
interface Prices {
  now: PlacementFacts;
  next: { effectiveAt: Date; facts: PlacementFacts } | undefined;
}

async function pricesAt({ supply }: ListAppsParts, at: Date): Promise<Prices | undefined> {
  const [now, announced] = await Promise.all([supply.placementFacts(at), supply.announcedRule(at)]);
  if (!now) return undefined;
  const next = announced && { effectiveAt: announced.effectiveAt, facts: { ...now, rule: announced.rule } };
  return { now, next };
}

const appJson = (app: App, prices: Prices | undefined): AppJson => ({
  id: app.id,
  name: app.name,
  category: app.category,
  summary: app.summary,
  namePrefix: app.namePrefix,
  images: app.images.map(({ id, name, sshUser }) => ({ id, name, sshUser })),
  sizes: app.sizes.map((named) => ({ ...named, size: { ...named.size }, ...sizePrices(app, named, prices) })),
});

function sizePrices(app: App, { size }: NamedSize, prices: Prices | undefined) {
  const now = prices && monthlyFrom(app, size, prices.now);
  const next = prices?.next && monthlyFrom(app, size, prices.next.facts);
  return {
    monthlyFrom: now === undefined ? null : usdJson(now),
    announced:
      prices?.next && next !== undefined && next !== now
        ? { effectiveAt: prices.next.effectiveAt.toISOString(), monthlyFrom: usdJson(next) }
        : null,
  };
}

/** The least price over the nodes on offer, with the app's first image: what a customer would really pay somewhere. */
function monthlyFrom(app: App, size: NamedSize['size'], facts: PlacementFacts): bigint | undefined {
  const image = app.images[0];
  const kinds = new Map(
    facts.nodes.filter((node) => whyNotOfferable(node) === undefined).map((node) => [node.certified, node]),
  );
  if (!image || kinds.size === 0) return undefined;
  const price = pricerOf(app.id, footprintOf(image.kind, size, false), facts);
  return [...kinds.values()].map((node) => price(node).monthlyUnits).reduce((a, b) => (a < b ? a : b));
}
