import type { ResumeOffer } from '@marketplace/contract';
import { resumeNeed, resumeTopUp } from '@marketplace/core/billing';
import type { MarketplaceSettings } from '@marketplace/core/settings';
import { reviewFacts } from '../../jobs/spending/reviewed-person.ts';
import { readSpending } from '../../postgres/balance-watch.ts';
import { readAccountCap, readMonthSpend } from '../../postgres/spending-caps.ts';
import type { Database } from '../../postgres/store.ts';
import { monthOf } from '../../time-words.ts';
import { usdJson } from '../money.ts';

export interface OfferFacts {
  userId: string;
  availableUnits: bigint;
  settings: MarketplaceSettings;
  now: Date;
}

/** What brings a person's suspended deployments back, by the same rule that will let them. */
export async function resumeOffer(
  db: Database,
  { userId, availableUnits, settings, now }: OfferFacts,
): Promise<ResumeOffer | null> {
  const rows = await readSpending(db, userId);
  const kept = rows.flatMap((row) => row.data_kept_until ?? []);
  if (kept.length === 0) return null;
  const [spend, accountCap] = await Promise.all([readMonthSpend(db, userId, monthOf(now)), readAccountCap(db, userId)]);
  const need = resumeNeed(reviewFacts({ rows, availableUnits, settings, spend, accountCap }));
  if (!need) return null;
  return {
    amount: usdJson(resumeTopUp(need.missingUnits, settings.limits.topUpMinimumUnits)),
    missing: usdJson(need.missingUnits),
    hours: settings.billing.resumeHours,
    hourly: usdJson(need.hourlyUnits),
    deployments: need.deployments,
    dataKeptUntil: new Date(Math.min(...kept.map((at) => at.getTime()))).toISOString(),
  };
}
