import type { DeploymentCap } from '@marketplace/contract';
import { footprintOf, type OrderedMachine } from '@marketplace/core/catalog';
import { checkQuote, type PlacedOrder, type PlacementFacts } from '@marketplace/core/deployments';
import { holdTransfer } from '@marketplace/core/ledger';
import { checkAcceptance } from '@marketplace/core/legal';
import { discountHourlyUnits, holdOf, stakingDiscount } from '@marketplace/core/pricing';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { findDeployment, insertDeployment, insertEvent, requestStep } from '../../postgres/deployments.ts';
import { postTransfer } from '../../postgres/ledger.ts';
import { currentLegalVersion, recordAcceptance } from '../../postgres/legal.ts';
import { lockQuote, markQuoteUsed } from '../../postgres/quotes.ts';
import type { StoredPart } from '../../postgres/schema.ts';
import { insertStakingLevel } from '../../postgres/staking-levels.ts';
import { type Store, type Tx, violates } from '../../postgres/store.ts';
import {
  type AskedOrder,
  acceptKeys,
  boundOrder,
  placeAsked,
  resolveMachine,
  storedParts,
} from '../catalog/quote-order.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import { refuseInMaintenance } from '../maintenance-mode.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { requireRoomUnderCap } from '../spending-caps/require-room.ts';
import { acceptedCap } from '../spending-caps/spending-caps.ts';
import { requireFacts, type Supply } from '../supply.ts';
import { deploymentJson } from './deployment.ts';
import { refuseShortFloat } from './refuse-short-float.ts';
import { refuseWithheld } from './refuse-withheld.ts';

export interface CreateDeploymentParts {
  store: Store;
  supply: Supply;
  newId: NewId;
  sshPort: number;
  /** Starts the background work at once where nothing else would. */
  wake: () => void;
}

interface Placing {
  id: string;
  userId: string;
  order: AskedOrder & {
    name: string;
    sshKeys: string[];
    quoteId?: string | undefined;
    slaVersion?: number | undefined;
    cap?: DeploymentCap | undefined;
  };
  machine: OrderedMachine;
  shares: { sharePercent: number; discountSharePercent: number };
  requestId: string;
  now: Date;
}

/** Takes the hold and writes the order in one transaction; everything that touches the grid comes after the commit. */
export const createDeployment =
  (parts: CreateDeploymentParts): Handler<'createDeployment'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const order = { ...body, sshKeys: acceptKeys(body.sshKeys) };
    const machine = resolveMachine(order);
    const placing: Placing = {
      id: parts.newId(now),
      userId: user.id,
      order,
      machine,
      shares: await parts.supply.providerShares(),
      requestId: c.get('requestId'),
      now,
    };
    const facts = await requireFacts(parts.supply, now);
    const { resourceId } = await parts.store
      .transaction((tx) =>
        once(tx, { userId: user.id, operation: 'createDeployment', key, body, now }, async () => {
          await refuseInMaintenance(tx, c);
          await requireRoomUnderCap(tx, user.id, now);
          const placed = await placeOrQuoted(tx, placing, () => placeAsked(machine, order, facts), facts.nodes);
          await refuseWithheld(tx, placed.node, machine.app, now);
          await refuseShortFloat(tx, machine, order.publicIpv4, placed.node);
          await write(tx, placing, placed);
          await openStakingLevel(tx, placing, placed.node, facts);
          await acceptServiceLevel(tx, placing);
          return placing.id;
        }),
      )
      .catch((error: unknown) => {
        if (!violates(error, 'deployments_live_name')) throw error;
        throw new HttpProblem('name_taken', `You already have a deployment named ${order.name}.`, {
          errors: [{ path: 'name', message: 'is taken by another of your deployments' }],
        });
      });
    parts.wake();
    const row = await findDeployment(parts.store.db, resourceId);
    if (!row) throw new Error('the deployment vanished');
    return c.json(deploymentJson(row, parts.sshPort), 201);
  };

type Accepted = Pick<PlacedOrder, 'node' | 'score'> & {
  hourlyUnits: bigint;
  gridHourlyUnits: bigint;
  parts: readonly StoredPart[];
  reason: string;
};

/** The price of the quote when one is named, else the present one. */
async function placeOrQuoted(
  tx: Tx,
  { userId, order, machine, now, id }: Placing,
  place: () => PlacedOrder,
  nodes: readonly PlacedOrder['node'][],
): Promise<Accepted> {
  if (order.quoteId === undefined) {
    const placed = place();
    const { hourlyUnits, gridHourlyUnits } = placed.price;
    return {
      node: placed.node,
      hourlyUnits,
      gridHourlyUnits,
      parts: storedParts(placed),
      reason: placed.reason,
      score: placed.score,
    };
  }
  const quote = await lockQuote(tx, userId, order.quoteId);
  if (!quote)
    throw new HttpProblem('not_found', 'There is no such quote.', {
      errors: [{ path: 'quoteId', message: 'is not a quote of yours' }],
    });
  const request = quote.request as Parameters<typeof checkQuote>[0]['request'];
  const facts = { request, nodeId: quote.node_id, expiresAtMs: quote.expires_at.getTime(), usedBy: quote.used_by };
  const objection = checkQuote(facts, boundOrder(order, machine), now.getTime());
  if (objection) throw problemOf(objection);
  const node = nodes.find((candidate) => candidate.id === quote.node_id);
  if (!node) throw new HttpProblem('node_unavailable', 'The node of this quote is gone. Ask for a new quote.');
  await markQuoteUsed(tx, quote.id, id);
  return {
    node,
    hourlyUnits: quote.hourly_units,
    gridHourlyUnits: quote.grid_hourly_units,
    parts: quote.parts,
    reason: quote.node_reason,
    score: quote.node_score,
  };
}

/** The service level that was agreed to is kept with the order. */
async function acceptServiceLevel(tx: Tx, { id, userId, order, now }: Placing) {
  if (order.slaVersion === undefined) return;
  const objection = checkAcceptance(order.slaVersion, await currentLegalVersion(tx, 'sla_user', now), 'slaVersion');
  if (objection) throw problemOf(objection);
  await recordAcceptance(tx, {
    userId,
    kind: 'sla_user',
    version: order.slaVersion,
    context: `deployment:${id}`,
    now,
  });
}

async function write(tx: Tx, placing: Placing, { node, hourlyUnits, gridHourlyUnits, parts, reason, score }: Accepted) {
  const { id, userId, order, machine, now } = placing;
  const holdUnits = holdOf(hourlyUnits);
  const cap = acceptedCap(order.cap ?? null);
  await insertDeployment(tx, {
    id,
    user_id: userId,
    name: order.name,
    status: 'reserving',
    status_since: now,
    app_id: machine.app.id,
    image_id: machine.image.id,
    size: JSON.stringify(machine.size),
    public_ipv4: order.publicIpv4,
    light: !node.features.includes('zmachine'),
    ssh_keys: JSON.stringify(order.sshKeys),
    node_id: node.id,
    node_place: JSON.stringify({ city: node.city, country: node.country, farmName: node.farmName }),
    hourly_units: hourlyUnits,
    grid_hourly_units: gridHourlyUnits,
    provider_share_percent: placing.shares.sharePercent,
    discount_share_percent: placing.shares.discountSharePercent,
    passed_on_hourly_units: passedOn(parts),
    farm_id: node.farmId,
    parts: JSON.stringify(parts),
    node_score: score && JSON.stringify(score),
    hold_units: holdUnits,
    created_at: now,
    cap_units: cap?.monthlyUnits ?? null,
    cap_action: cap?.action ?? null,
  });
  const posted = await postTransfer(
    tx,
    holdTransfer({ deploymentId: id, name: order.name, userId, units: holdUnits, eventAtMs: now.getTime() }),
    now,
  );
  if (isRefusal(posted)) throw problemOf(posted);
  await insertEvent(tx, {
    deploymentId: id,
    from: null,
    to: 'reserving',
    cause: 'ordered',
    detail: `Ordered on node ${node.id}. ${reason}`,
    actor: `user:${userId}`,
    now,
    requestId: placing.requestId,
  });
  await requestStep(tx, id);
}

/** What of the staking discount the accepted price passes on, per hour. */
const passedOn = (parts: readonly StoredPart[]): bigint =>
  -BigInt(parts.find(({ code }) => code === 'discount')?.hourlyUnits ?? 0);

/** The discount that the chain will give its contract: the provider's share of it counts from the first second. */
async function openStakingLevel(
  tx: Tx,
  { id, machine, order, now }: Placing,
  node: PlacedOrder['node'],
  { policy, staking }: PlacementFacts,
) {
  if (!staking) return;
  const footprint = footprintOf(machine.image.kind, machine.size, order.publicIpv4);
  const { level, percent } = stakingDiscount(footprint, { policy, staking });
  const discountUnits = discountHourlyUnits(footprint, node, { policy, percent });
  await insertStakingLevel(tx, { deploymentId: id, level, discountUnits, from: now });
}
