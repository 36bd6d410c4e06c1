import { QUOTE_MINUTES } from '@marketplace/core/deployments';
import type { ScorePart } from '@marketplace/core/nodes';
import { holdOf, monthlyOf, runwayHours } from '@marketplace/core/pricing';
import type { NewId } from '../../ids.ts';
import { hourlySpend } from '../../postgres/deployments.ts';
import { readBalances } from '../../postgres/ledger.ts';
import { findQuote, insertQuote } from '../../postgres/quotes.ts';
import type { StoredPart } from '../../postgres/schema.ts';
import type { Store } from '../../postgres/store.ts';
import { once } from '../idempotency.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { requireFacts, type Supply } from '../supply.ts';
import { pricePartJson } from './price-part.ts';
import { boundOrder, placeAsked, resolveMachine, storedParts } from './quote-order.ts';

export interface CreateQuoteParts {
  store: Store;
  supply: Supply;
  newId: NewId;
}

interface PricedQuote {
  hourly_units: bigint;
  parts: StoredPart[];
  node_id: number;
  node_reason: string;
  node_score: ScorePart[] | null;
  expires_at: Date;
}

/** A visitor's quote is computed only; a signed-in person's is stored and holds. */
export const createQuote =
  (parts: CreateQuoteParts): Handler<'createQuote'> =>
  async (c) => {
    const now = c.get('now');
    const body = c.req.valid('json');
    const order = { ...body, publicIpv4: body.publicIpv4 ?? false };
    const machine = resolveMachine(order);
    const request = boundOrder(order, machine);
    const placed = placeAsked(machine, order, await requireFacts(parts.supply, now));
    const fresh: PricedQuote = {
      hourly_units: placed.price.hourlyUnits,
      parts: storedParts(placed),
      node_id: placed.node.id,
      node_reason: placed.reason,
      node_score: placed.score && [...placed.score],
      expires_at: new Date(now.getTime() + QUOTE_MINUTES * 60_000),
    };
    const user = c.get('actor')?.user;
    if (!user) return c.json({ id: null, ...priceJson(fresh), size: machine.size, balance: null }, 201);
    const { resourceId } = await parts.store.transaction((tx) =>
      once(
        tx,
        { userId: user.id, operation: 'createQuote', key: c.req.valid('header')['idempotency-key'], body, now },
        async () => {
          const id = parts.newId(now);
          await insertQuote(tx, {
            ...fresh,
            id,
            user_id: user.id,
            request: JSON.stringify(request),
            parts: JSON.stringify(fresh.parts),
            node_score: fresh.node_score && JSON.stringify(fresh.node_score),
            grid_hourly_units: placed.price.gridHourlyUnits,
            created_at: now,
            used_by: null,
          });
          return id;
        },
      ),
    );
    const quote = (await findQuote(parts.store.db, user.id, resourceId)) ?? fresh;
    const balance = await balanceWith(parts.store, user.id, quote.hourly_units);
    return c.json({ id: resourceId, ...priceJson(quote), size: machine.size, balance }, 201);
  };

const priceJson = (quote: PricedQuote) => ({
  hourly: usdJson(quote.hourly_units),
  monthly: usdJson(monthlyOf(quote.hourly_units)),
  hold: usdJson(holdOf(quote.hourly_units)),
  parts: quote.parts.map(pricePartJson),
  nodeId: quote.node_id,
  nodeReason: quote.node_reason,
  nodeScore: quote.node_score,
  expiresAt: quote.expires_at.toISOString(),
});

async function balanceWith(store: Store, userId: string, hourlyUnits: bigint) {
  const [{ available }, spend] = await Promise.all([
    readBalances(store.db, `user:${userId}`),
    hourlySpend(store.db, userId),
  ]);
  const missing = holdOf(hourlyUnits) - available;
  return {
    available: usdJson(available),
    missing: usdJson(missing > 0n ? missing : 0n),
    lastsHours: runwayHours(available, spend + hourlyUnits),
  };
}
