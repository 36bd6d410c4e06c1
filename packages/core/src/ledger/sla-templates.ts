import { availableOf, providerAccount } from './account.ts';
import type { Transfer } from './transfer.ts';

export interface SlaCreditFacts {
  allianceId: string;
  allianceName: string;
  nodeId: number;
  /** YYYY-MM. */
  month: string;
  deploymentId: string;
  deploymentName: string;
  userId: string;
  /** Whose node it was. */
  holderId: string;
  units: bigint;
  eventAtMs: number;
}

/**
 * The provider of a node that was online less than promised pays back part of a charge. What was earned may be paid out
 * already: the rest is owed, and later earnings make up for it.
 */
export function slaCreditTransfer(credit: SlaCreditFacts): Transfer {
  const { allianceId, allianceName, nodeId, month, deploymentId, deploymentName } = credit;
  return {
    kind: 'sla_credit',
    idempotencyKey: `sla-credit:${allianceId}:${month}:${nodeId}:${credit.holderId}:${deploymentId}`,
    eventAtMs: credit.eventAtMs,
    description: `Uptime of node ${nodeId} below the promise of ${allianceName} in ${month}: ${deploymentName}`,
    floor: 'may-owe',
    deploymentId,
    details: { allianceId, nodeId, month },
    entries: [
      { account: providerAccount(credit.holderId, 'payable'), units: -credit.units },
      { account: availableOf(credit.userId), units: credit.units },
    ],
  };
}
