import { nextBound, stakingSummary } from '@marketplace/core/float';
import { billingPriceUnits } from '@marketplace/core/pricing';
import type { Float } from '../../float/read-float.ts';
import { insertSample } from '../../postgres/float-samples.ts';
import type { Database } from '../../postgres/store.ts';

const HOUR_MS = 3_600_000;

/** Writes down what the float is, once per hour. */
export async function takeSample(db: Database, { balance, burns, runway, rules }: Float, now: Date): Promise<void> {
  const { usableUnits, stashUnits } = balance;
  await insertSample(db, {
    hour: new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS),
    taken_at: now,
    usable_units: usableUnits,
    stash_units: stashUnits,
    burn_units: runway.burnUnits,
    runway_hours: runway.hours === null ? null : BigInt(runway.hours),
    level_bound_units: nextBound(burns, usableUnits + stashUnits) ?? null,
    price_units: billingPriceUnits(rules.price),
    levels: JSON.stringify(stakingSummary(burns, balance).byLevel),
  });
}
