import { providerAccount, providerShareOf, system } from './account.ts';
import type { Entry, Transfer } from './transfer.ts';

export interface EarningFacts {
  nodeId: number;
  farmId: number;
  userId: string;
  /** UTC day of the use, YYYY-MM-DD. */
  day: string;
  units: bigint;
  /** The alliance whose members divided it, if any. */
  allianceId?: string | null | undefined;
  allianceName?: string | null | undefined;
}

/** A closed day's share of one node leaves the farm's account for the provider who held the node. */
export function earningTransfer(earning: EarningFacts & { eventAtMs: number }): Transfer {
  return {
    kind: 'earning',
    idempotencyKey: `earning:${earningKey(earning)}`,
    eventAtMs: earning.eventAtMs,
    description: shareOf(earning),
    floor: 'may-owe',
    details: earningDetails(earning),
    entries: [
      { account: providerShareOf(earning.farmId), units: -earning.units },
      { account: providerAccount(earning.userId, 'held'), units: earning.units },
    ],
  };
}

/** The same amount can be paid out, its hold being over. */
export function earningReleaseTransfer(earning: EarningFacts & { eventAtMs: number }): Transfer {
  return {
    kind: 'earning_release',
    idempotencyKey: `earning-release:${earningKey(earning)}`,
    eventAtMs: earning.eventAtMs,
    description: `${shareOf(earning)} can be paid out`,
    floor: 'enforce',
    details: earningDetails(earning),
    entries: [
      { account: providerAccount(earning.userId, 'held'), units: -earning.units },
      { account: providerAccount(earning.userId, 'payable'), units: earning.units },
    ],
  };
}

const shareOf = ({ nodeId, allianceName }: EarningFacts): string =>
  allianceName ? `Share of node ${nodeId} in ${allianceName}` : `Share of node ${nodeId}`;

const earningDetails = ({ nodeId, day, allianceId }: EarningFacts) => ({
  nodeId,
  day,
  ...(allianceId ? { allianceId } : {}),
});

const earningKey = ({ day, nodeId, farmId, userId, allianceId }: EarningFacts): string =>
  `${day}:${nodeId}:${farmId}:${userId}${allianceId ? `:${allianceId}` : ''}`;

export interface PayoutFacts {
  id: string;
  userId: string;
  units: bigint;
  eventAtMs: number;
}

/** What a provider asked for is set apart: no second request can take it. */
export function payoutRequestTransfer(payout: PayoutFacts): Transfer {
  return {
    kind: 'payout_request',
    idempotencyKey: `payout-request:${payout.id}`,
    eventAtMs: payout.eventAtMs,
    description: 'Payout asked for',
    floor: 'enforce',
    details: { payoutId: payout.id },
    entries: [
      { account: providerAccount(payout.userId, 'payable'), units: -payout.units },
      { account: providerAccount(payout.userId, 'in_transit'), units: payout.units },
    ],
  };
}

/** The debt in dollars is gone, and so is the TFT that left the operator's account, with the chain's fee. */
export function payoutTransfer(payout: PayoutFacts & { tftUnits: bigint; feeUnits: bigint }): Transfer {
  return {
    kind: 'payout',
    idempotencyKey: `payout:${payout.id}`,
    eventAtMs: payout.eventAtMs,
    description: 'Payout',
    floor: 'enforce',
    details: { payoutId: payout.id },
    entries: [
      { account: providerAccount(payout.userId, 'in_transit'), units: -payout.units },
      { account: system('fx'), units: payout.units },
      { account: system('fx', 'TFT'), units: -payout.tftUnits },
      ...leaving(payout.tftUnits, payout.feeUnits),
    ],
  };
}

/** The chain did not carry it out: the provider can ask again. A fee may have been taken all the same. */
export function payoutReturnTransfer(payout: PayoutFacts & { feeUnits: bigint }): Transfer {
  return {
    kind: 'payout_return',
    idempotencyKey: `payout-return:${payout.id}`,
    eventAtMs: payout.eventAtMs,
    description: 'Payout returned',
    floor: 'enforce',
    details: { payoutId: payout.id },
    entries: [
      { account: providerAccount(payout.userId, 'in_transit'), units: -payout.units },
      { account: providerAccount(payout.userId, 'payable'), units: payout.units },
      ...leaving(0n, payout.feeUnits),
    ],
  };
}

/** TFT that left the operator's account on the chain: sent away, and taken as a fee. */
function leaving(tftUnits: bigint, feeUnits: bigint): Entry[] {
  const entries: Entry[] = [
    { account: system('treasury_tft', 'TFT'), units: tftUnits + feeUnits },
    { account: system('chain_fees', 'TFT'), units: -feeUnits },
  ];
  return entries.filter((entry) => entry.units !== 0n);
}
