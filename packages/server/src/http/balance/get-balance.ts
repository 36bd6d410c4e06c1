import { runwayHours } from '@marketplace/core/pricing';
import { findRecharge } from '../../postgres/auto-recharge.ts';
import { hourlySpend } from '../../postgres/deployments.ts';
import { readBalances } from '../../postgres/ledger.ts';
import { readSettings } from '../../postgres/settings.ts';
import { balanceAfterLastTopUp } from '../../postgres/statement.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { resumeOffer } from './resume-offer.ts';

export const getBalance =
  (parts: { store: Store }): Handler<'getBalance'> =>
  async (c) => {
    const { id } = actorOf(c).user;
    const now = c.get('now');
    const { db } = parts.store;
    const [balances, spend, lastTopUp, settings, recharge] = await Promise.all([
      readBalances(db, `user:${id}`),
      hourlySpend(db, id),
      balanceAfterLastTopUp(db, id),
      readSettings(db),
      findRecharge(db, id),
    ]);
    const resume = await resumeOffer(db, { userId: id, availableUnits: balances.available, settings, now });
    const hours = runwayHours(balances.available, spend);
    return c.json(
      {
        available: usdJson(balances.available),
        held: usdJson(balances.held),
        hourlySpend: usdJson(spend),
        runwayHours: hours,
        runsOutAt: hours === null ? null : inHours(now, hours),
        resume,
        autoRecharge: { enabled: recharge?.enabled ?? false, threshold: usdJson(recharge?.threshold_units ?? 0n) },
        lastTopUpBalance: lastTopUp === undefined ? null : usdJson(lastTopUp),
      },
      200,
    );
  };

/** Null where the date would lie beyond what a date can hold. */
function inHours(now: Date, hours: number): string | null {
  const at = new Date(now.getTime() + hours * 3_600_000);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? null : at.toISOString();
}
