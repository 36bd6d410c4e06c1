import type { App as AppJson } from '@marketplace/contract';
import { type App, appById, apps, footprintOf } from '@marketplace/core/catalog';
import { type PlacementFacts, priceFor } from '@marketplace/core/deployments';
import { whyNotOfferable } from '@marketplace/core/nodes';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';

export const listApps =
  (parts: { supply: Supply }): Handler<'listApps'> =>
  async (c) => {
    const facts = await parts.supply.placementFacts();
    return c.json({ items: apps.map((app) => appJson(app, facts)) }, 200);
  };

export const getApp =
  (parts: { supply: Supply }): Handler<'getApp'> =>
  async (c) => {
    const app = appById(c.req.valid('param').id);
    if (!app) throw new HttpProblem('not_found', 'There is no such app.');
    return c.json(appJson(app, await parts.supply.placementFacts()), 200);
  };

const appJson = (app: App, facts: PlacementFacts | undefined): AppJson => ({
  id: app.id,
  name: app.name,
  category: app.category,
  summary: app.summary,
  namePrefix: app.namePrefix,
  images: app.images.map(({ id, name, sshUser }) => ({ id, name, sshUser })),
  sizes: app.sizes.map((named) => ({
    ...named,
    size: { ...named.size },
    monthlyFrom: facts ? monthlyFrom(app, named.size, facts) : null,
  })),
});

/** The least price over the nodes on offer, with the app's first image: what a customer would really pay somewhere. */
function monthlyFrom(app: App, size: App['sizes'][number]['size'], facts: PlacementFacts) {
  const image = app.images[0];
  const kinds = new Map(
    facts.nodes.filter((node) => whyNotOfferable(node) === undefined).map((node) => [node.certified, node]),
  );
  if (!image || kinds.size === 0) return null;
  const footprint = footprintOf(image.kind, size, false);
  const prices = [...kinds.values()].map((node) => priceFor(node, footprint, facts).monthlyUnits);
  return usdJson(prices.reduce((least, price) => (price < least ? price : least)));
}
