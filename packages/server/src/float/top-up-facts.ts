import { type TopUpFacts, unitsToHoldLevels } from '@marketplace/core/float';
import { billingPriceUnits } from '@marketplace/core/pricing';
import type { Database, Tx } from '../postgres/store.ts';
import { findQuestion } from '../postgres/top-up-decisions.ts';
import { policyRecord, type StoredPolicy } from '../postgres/top-up-policy.ts';
import { freeFunds } from '../postgres/treasury-funds.ts';
import type { Float } from './read-float.ts';
import { bridgeFeeUnits } from './suggested-payment.ts';

/** All that the policy decides by, as it stands. */
export async function topUpFacts(
  db: Database | Tx,
  { balance, burns, runway, rules }: Float,
  { policy, pausedAt, resumedAt }: StoredPolicy,
  now: Date,
): Promise<TopUpFacts> {
  const record = await policyRecord(db, resumedAt, now);
  const free = await freeFunds(db);
  return {
    nowMs: now.getTime(),
    readAtMs: balance.seenAt.getTime(),
    usableUnits: balance.usableUnits,
    stashUnits: balance.stashUnits,
    runwayHours: runway.hours,
    nextDropHours: runway.nextDrop?.afterHours ?? null,
    holdUnits: unitsToHoldLevels(burns, balance, policy.levelDropHours ?? 0),
    priceUnits: billingPriceUnits(rules.price),
    feeUnits: await bridgeFeeUnits(db),
    walletUnits: free?.usdcUnits ?? null,
    paused: pausedAt !== null,
    inFlight: record.inFlight,
    lastArrivedAtMs: record.lastArrivedAt?.getTime() ?? null,
    awaitingApproval: (await findQuestion(db)) !== undefined,
    spentDayUnits: record.spentDayUnits,
    spentMonthUnits: record.spentMonthUnits,
    lastEndedAtMs: record.lastEndedAt?.getTime() ?? null,
    failures: record.failures,
  };
}
