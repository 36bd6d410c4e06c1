import type { PricePreview } from '@marketplace/contract';
import { type PriceRange, previewDeployments, previewSizes } from '@marketplace/core/deployments';
import { whyNotOfferable } from '@marketplace/core/nodes';
import { ruleChanges } from '@marketplace/core/pricing';
import { type LiveDeployment, liveDeployments } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { requireFacts, type Supply } from '../supply.ts';
import { readPriceRule } from './price-rule.ts';

const SHOWN = 20;

export const previewPrices =
  (parts: { store: Store; supply: Supply }): Handler<'previewPrices'> =>
  async (c) => {
    const rule = readPriceRule(c.req.valid('json').rule);
    const now = c.get('now');
    const facts = await requireFacts(parts.supply, now);
    const live = await liveDeployments(parts.store.db);
    return c.json(
      {
        asOf: now.toISOString(),
        sizes: previewSizes(facts, rule).map(({ app, size, ...prices }) => ({
          appId: app.id,
          appName: app.name,
          sizeId: size.id,
          sizeName: size.name,
          grid: rangeJson(prices.grid),
          now: rangeJson(prices.now),
          next: rangeJson(prices.next),
          marginPercent: prices.marginPercent,
          nodesBelowGrid: prices.nodesBelowGrid,
        })),
        nodesOnOffer: facts.nodes.filter((node) => whyNotOfferable(node) === undefined).length,
        changes: ruleChanges(facts.rule, rule),
        deployments: deploymentsJson(previewDeployments(live, facts, rule)),
      },
      200,
    );
  };

/** Sums over those whose new price is known; the largest differences as examples. */
function deploymentsJson(
  compared: readonly { deployment: LiveDeployment; nextHourlyUnits: bigint | null }[],
): PricePreview['deployments'] {
  const known = compared.flatMap(({ deployment, nextHourlyUnits: next }) =>
    next === null ? [] : [{ deployment, next, difference: next - deployment.hourlyUnits }],
  );
  const sum = (of: (one: (typeof known)[number]) => bigint) => known.reduce((total, one) => total + of(one), 0n);
  const size = ({ difference }: { difference: bigint }) => (difference < 0n ? -difference : difference);
  const largest = known
    .filter(({ difference }) => difference !== 0n)
    .sort((a, b) =>
      size(a) === size(b) ? a.deployment.id.localeCompare(b.deployment.id) : size(a) < size(b) ? 1 : -1,
    );
  return {
    total: known.length,
    people: new Set(known.map(({ deployment }) => deployment.userId)).size,
    lower: known.filter(({ difference }) => difference < 0n).length,
    same: known.filter(({ difference }) => difference === 0n).length,
    higher: known.filter(({ difference }) => difference > 0n).length,
    lockedHourly: usdJson(sum(({ deployment }) => deployment.hourlyUnits)),
    nextHourly: usdJson(sum(({ next }) => next)),
    items: largest.slice(0, SHOWN).map(({ deployment, next }) => ({
      id: deployment.id,
      name: deployment.name,
      email: deployment.email,
      nodeId: deployment.nodeId,
      locked: usdJson(deployment.hourlyUnits),
      next: usdJson(next),
    })),
  };
}

const rangeJson = ({ fromUnits, toUnits }: PriceRange) => ({ from: usdJson(fromUnits), to: usdJson(toUnits) });
