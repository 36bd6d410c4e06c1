import { capStops, keptUntil, type ReviewFacts, type SpendingCap } from '@marketplace/core/billing';
import type { MarketplaceSettings } from '@marketplace/core/settings';
import type { NewId } from '../../ids.ts';
import { lockSpending } from '../../postgres/balance-watch.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { readBalances } from '../../postgres/ledger.ts';
import {
  type AccountCapRow,
  capOf,
  type MonthSpend,
  readAccountCap,
  readMonthSpend,
} from '../../postgres/spending-caps.ts';
import type { Tx } from '../../postgres/store.ts';
import { monthOf } from '../../time-words.ts';
import { type Rescue, rescueBy } from '../recharge.ts';

export interface ReviewOrder {
  userId: string;
  /** The time as of which everything is judged: that of the tick, or the hour at which it would have been noticed. */
  at: Date;
  now: Date;
  newId: NewId;
  settings: Pick<MarketplaceSettings, 'billing' | 'limits'>;
  /** Charges that do not count, since enough was on its way before them; units of USD. */
  forgivenUnits?: bigint;
}

/** A person as a review sees them: everything that costs them money is locked. */
export interface ReviewedPerson extends ReviewOrder {
  tx: Tx;
  rows: DeploymentRow[];
  availableUnits: bigint;
  /** `YYYY-MM` */
  month: string;
  spend: MonthSpend;
  accountCap: AccountCapRow | undefined;
  rescue: Rescue;
}

export async function lockPerson(tx: Tx, order: ReviewOrder): Promise<ReviewedPerson> {
  const rows = await lockSpending(tx, order.userId);
  const { available } = await readBalances(tx, `user:${order.userId}`);
  const month = monthOf(order.at);
  const spend = await readMonthSpend(tx, order.userId, month);
  const accountCap = await readAccountCap(tx, order.userId);
  const rescue = await rescueBy(tx, order.userId, order.now);
  return { ...order, tx, rows, availableUnits: available, month, spend, accountCap, rescue };
}

type Judged = Pick<ReviewedPerson, 'rows' | 'availableUnits' | 'spend' | 'accountCap'> & {
  settings: Pick<MarketplaceSettings, 'billing'>;
  rescue?: Rescue;
};

/** The facts on which suspension is decided; what the way back costs is computed from the same. */
export function reviewFacts({ rows, availableUnits, settings, spend, accountCap, rescue }: Judged): ReviewFacts {
  const accountStops = capStops(spend.totalUnits, capOf(accountCap));
  return {
    availableUnits,
    resumeHours: settings.billing.resumeHours,
    rescued: rescue?.comes ?? false,
    deployments: rows.map((row) => ({
      id: row.id,
      hourlyUnits: row.hourly_units,
      suspendedFor: row.power_wanted === 'off' ? row.suspension_cause : null,
      capReached: accountStops || capStops(spend.byDeployment.get(row.id) ?? 0n, ownCap(row)),
      stopWanted: row.stop_wanted,
    })),
  };
}

export const ownCap = (row: DeploymentRow): SpendingCap | undefined =>
  row.cap_units === null || row.cap_action === null
    ? undefined
    : { monthlyUnits: row.cap_units, action: row.cap_action };

/** Until when unpaid data is kept, counted from the moment in which the person is told. */
export const keptUntilDate = ({ now, settings }: ReviewOrder): Date =>
  new Date(keptUntil(now.getTime(), settings.billing));
