import { type CapPercent, capNotice, capPercent, type SpendingCap, type Verdict } from '@marketplace/core/billing';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { notify } from '../../postgres/notifications.ts';
import { capOf, noteAccountCapTold, noteOwnCapTold } from '../../postgres/spending-caps.ts';
import { monthWords } from '../../time-words.ts';
import { rowsThatBecome } from './apply-verdicts.ts';
import { ownCap, type ReviewedPerson } from './reviewed-person.ts';

interface CapFacts {
  cap: SpendingCap;
  spentUnits: bigint;
  told: { month: string | null; percent: number };
  stopped: readonly DeploymentRow[];
  /** Of a deployment's own limit. */
  row?: DeploymentRow;
}

/** Tells each percent of each limit once a month. */
export async function tellCaps(person: ReviewedPerson, verdicts: readonly Verdict[]): Promise<void> {
  const { tx, userId, accountCap, spend, month, rows } = person;
  const stopped = rowsThatBecome(person, verdicts, 'cap_reached');
  const cap = capOf(accountCap);
  if (accountCap && cap) {
    const told = { month: accountCap.told_month, percent: accountCap.told_percent };
    const percent = await tell(person, { cap, spentUnits: spend.totalUnits, told, stopped });
    if (percent !== 0) await noteAccountCapTold(tx, userId, month, percent);
  }
  for (const row of rows) {
    const own = ownCap(row);
    if (!own) continue;
    const told = { month: row.cap_told_month, percent: row.cap_told_percent };
    const spentUnits = spend.byDeployment.get(row.id) ?? 0n;
    const percent = await tell(person, {
      cap: own,
      spentUnits,
      told,
      stopped: stopped.filter(({ id }) => id === row.id),
      row,
    });
    if (percent !== 0) await noteOwnCapTold(tx, row.id, month, percent);
  }
}

/** The percent that was told now; 0 when none is due. */
async function tell(
  person: ReviewedPerson,
  { cap, spentUnits, told, stopped, row }: CapFacts,
): Promise<CapPercent | 0> {
  const { tx, userId, at, newId, month } = person;
  const percent = capPercent(spentUnits, cap);
  if (percent <= (told.month === month ? told.percent : 0)) return 0;
  const notice = capNotice({
    // A limit that is set anew is told anew.
    occasion: `${row?.id ?? 'account'}:${month}:${cap.monthlyUnits}:${at.getTime()}`,
    ...(row ? { name: row.name } : {}),
    percent,
    limitUnits: cap.monthlyUnits,
    spentUnits,
    month: monthWords(month),
    stopped: percent === 100 && cap.action === 'stop' ? stopped.map(({ name }) => name) : [],
    blocksOrders: row === undefined && cap.action !== 'notify',
  });
  await notify(tx, { userId, notice, now: at, newId });
  return percent;
}
