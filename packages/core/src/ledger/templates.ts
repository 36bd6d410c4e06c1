import { availableOf, heldOf, providerShareOf, system } from './account.ts';
import type { Entry, Transfer } from './transfer.ts';

/** A settled card payment becomes prepaid balance. */
export function topUpTransfer(topUp: {
  id: string;
  userId: string;
  units: bigint;
  eventAtMs: number;
  details?: Record<string, unknown>;
}): Transfer {
  return {
    kind: 'top_up',
    idempotencyKey: `top-up:${topUp.id}`,
    eventAtMs: topUp.eventAtMs,
    description: 'Top-up by card',
    floor: 'may-owe',
    topUpId: topUp.id,
    ...(topUp.details ? { details: topUp.details } : {}),
    entries: [
      { account: system('stripe_clearing'), units: -topUp.units },
      { account: availableOf(topUp.userId), units: topUp.units },
    ],
  };
}

/** Sets money aside for an order that is being made. */
export function holdTransfer(hold: {
  deploymentId: string;
  name: string;
  userId: string;
  units: bigint;
  eventAtMs: number;
}): Transfer {
  return {
    kind: 'hold',
    idempotencyKey: `hold:${hold.deploymentId}`,
    eventAtMs: hold.eventAtMs,
    description: `Held for ${hold.name}`,
    floor: 'enforce',
    deploymentId: hold.deploymentId,
    entries: [
      { account: availableOf(hold.userId), units: -hold.units },
      { account: heldOf(hold.userId), units: hold.units },
    ],
  };
}

/** Gives all of a hold back. */
export function holdReleaseTransfer(hold: {
  deploymentId: string;
  name: string;
  userId: string;
  units: bigint;
  eventAtMs: number;
}): Transfer {
  return {
    kind: 'hold_release',
    idempotencyKey: `hold-release:${hold.deploymentId}`,
    eventAtMs: hold.eventAtMs,
    description: `Hold for ${hold.name} released`,
    floor: 'enforce',
    deploymentId: hold.deploymentId,
    entries: [
      { account: heldOf(hold.userId), units: -hold.units },
      { account: availableOf(hold.userId), units: hold.units },
    ],
  };
}

export interface UsageCharge {
  deploymentId: string;
  name: string;
  userId: string;
  farmId: number;
  /** Start of the UTC hour, milliseconds since the epoch. */
  hourMs: number;
  eventAtMs: number;
  gridCostUnits: bigint;
  providerShareUnits: bigint;
  marginUnits: bigint;
  details?: Record<string, unknown>;
}

/** Charges the use of one hour; the reference of what the billing run does in SQL for many deployments at once. */
export function usageTransfer(charge: UsageCharge): Transfer | undefined {
  const amount = charge.gridCostUnits + charge.providerShareUnits + charge.marginUnits;
  if (amount === 0n) return undefined;
  const shares: Entry[] = [
    { account: system('grid_cost'), units: charge.gridCostUnits },
    { account: providerShareOf(charge.farmId), units: charge.providerShareUnits },
    { account: system('margin'), units: charge.marginUnits },
  ];
  return {
    kind: 'usage',
    idempotencyKey: usageKey(charge.deploymentId, charge.hourMs),
    eventAtMs: charge.eventAtMs,
    description: `Usage of ${charge.name}`,
    floor: 'may-owe',
    deploymentId: charge.deploymentId,
    ...(charge.details ? { details: charge.details } : {}),
    entries: [{ account: availableOf(charge.userId), units: -amount }, ...shares.filter((entry) => entry.units !== 0n)],
  };
}

/** `usage:<deployment>:<hour in seconds>`: one charge per deployment and hour, for ever. */
export const usageKey = (deploymentId: string, hourMs: number): string => `usage:${deploymentId}:${hourMs / 1000}`;
