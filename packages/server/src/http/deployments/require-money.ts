import { dollarsToPay, resumeTopUp } from '@marketplace/core/billing';
import { startNeed } from '@marketplace/core/deployments';
import type { MarketplaceSettings } from '@marketplace/core/settings';
import { readBalances } from '../../postgres/ledger.ts';
import type { Tx } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import { HttpProblem } from '../problems.ts';

/** Refuses to start a machine that would be suspended again within the day. */
export async function requireMoney(
  tx: Tx,
  row: { user_id: string },
  facts: { settings: Pick<MarketplaceSettings, 'billing' | 'limits'>; hourlyUnits: bigint },
): Promise<void> {
  const { billing, limits } = facts.settings;
  const { available } = await readBalances(tx, `user:${row.user_id}`);
  const { hourlyUnits } = facts;
  const missingUnits = startNeed({ availableUnits: available, hourlyUnits, resumeHours: billing.resumeHours });
  if (missingUnits === 0n) return;
  throw new HttpProblem(
    'insufficient_balance',
    `This needs ${billing.resumeHours} hours of its price on the balance: ${dollarsToPay(missingUnits)} are missing.`,
    {
      details: {
        missing: usdJson(missingUnits),
        topUp: usdJson(resumeTopUp(missingUnits, limits.topUpMinimumUnits)),
      },
    },
  );
}
