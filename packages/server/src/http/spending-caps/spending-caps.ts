import type { SpendingCaps } from '@marketplace/contract';
import type { SpendingCap } from '@marketplace/core/billing';
import { parseUnits } from '@marketplace/core/money';
import { listCappedDeployments, readAccountCap, readMonthSpend } from '../../postgres/spending-caps.ts';
import type { Database } from '../../postgres/store.ts';
import { monthOf } from '../../time-words.ts';
import { usdJson } from '../money.ts';

export async function spendingCapsJson(db: Database, userId: string, now: Date): Promise<SpendingCaps> {
  const month = monthOf(now);
  const [account, spend, deployments] = await Promise.all([
    readAccountCap(db, userId),
    readMonthSpend(db, userId, month),
    listCappedDeployments(db, userId, month),
  ]);
  return {
    month,
    spent: usdJson(spend.totalUnits),
    account: account ? { monthly: usdJson(account.monthly_units), action: account.action } : null,
    deployments: deployments.map(({ id, name, spentUnits, capUnits, capAction }) => ({
      deploymentId: id,
      name,
      spent: usdJson(spentUnits),
      cap: { monthly: usdJson(capUnits), action: capAction },
    })),
  };
}

/** The limit of a request, whose amount the contract has checked. */
export function acceptedCap<Action extends SpendingCap['action']>(
  cap: { monthly: { amount: string }; action: Action } | null,
): { monthlyUnits: bigint; action: Action } | null {
  if (cap === null) return null;
  const monthlyUnits = parseUnits(cap.monthly.amount);
  if (monthlyUnits === undefined) throw new Error(`${cap.monthly.amount} passed the contract and is no amount`);
  return { monthlyUnits, action: cap.action };
}
