import type { Order } from '@marketplace/contract';
import { type OrderedMachine, resolveOrder } from '@marketplace/core/catalog';
import { type BoundOrder, type PlacedOrder, type PlacementFacts, placeOrder } from '@marketplace/core/deployments';
import { isRefusal } from '@marketplace/core/refusal';
import type { StoredPart } from '../../postgres/schema.ts';
import { parsePublicKey, publicKeyHint } from '../../ssh/public-key.ts';
import { HttpProblem, problemOf } from '../problems.ts';

/** The parsed fields of an order or a request for a quote. */
export type AskedOrder = Pick<Order, 'appId' | 'imageId' | 'size' | 'sizeId' | 'placement'> & {
  publicIpv4: boolean;
  name?: string | undefined;
  sshKeys?: string[] | undefined;
};

/** Finds what an order names; throws the problem that names the field. */
export function resolveMachine(order: AskedOrder): OrderedMachine {
  const machine = resolveOrder({
    appId: order.appId,
    imageId: order.imageId,
    ...(order.size ? { size: order.size } : {}),
    ...(order.sizeId !== undefined ? { sizeId: order.sizeId } : {}),
  });
  if (isRefusal(machine)) throw problemOf(machine);
  return machine;
}

/** Places and prices an order; throws the problem that says why it cannot be. */
export function placeAsked(machine: OrderedMachine, order: AskedOrder, facts: PlacementFacts): PlacedOrder {
  const placed = placeOrder(machine, { placement: order.placement, publicIpv4: order.publicIpv4 }, facts);
  if (isRefusal(placed)) throw problemOf(placed);
  return placed;
}

/** Every key must be one; the comment is left out, so that a name in it never reaches the node. */
export function acceptKeys(keys: readonly string[]): string[] {
  return keys.map((key, index) => {
    const parsed = parsePublicKey(key);
    if (parsed) return parsed.text;
    const path = `sshKeys.${index}`;
    throw new HttpProblem('validation_failed', `${path} ${publicKeyHint}.`, {
      errors: [{ path, message: publicKeyHint }],
    });
  });
}

/** What a quote binds, with the size spelled out. */
export const boundOrder = (order: AskedOrder, machine: OrderedMachine): BoundOrder => ({
  appId: order.appId,
  imageId: order.imageId,
  size: { cpu: machine.size.cpu, memoryMb: machine.size.memoryMb, diskGb: machine.size.diskGb },
  placement: order.placement,
  publicIpv4: order.publicIpv4,
  ...(order.name !== undefined ? { name: order.name } : {}),
  ...(order.sshKeys !== undefined ? { sshKeys: acceptKeys(order.sshKeys) } : {}),
});

export const storedParts = (placed: PlacedOrder): StoredPart[] =>
  placed.price.parts.map(({ code, label, hourlyUnits }) => ({ code, label, hourlyUnits: hourlyUnits.toString() }));
