import { decideWarning, lowBalanceNotice, reviewSuspension, type Verdict } from '@marketplace/core/billing';
import { lockWatch, saveToldHours } from '../../postgres/balance-watch.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { notify } from '../../postgres/notifications.ts';
import type { Tx } from '../../postgres/store.ts';
import { minuteWords } from '../../time-words.ts';
import { applyVerdicts } from './apply-verdicts.ts';
import { lockPerson, type ReviewedPerson, type ReviewOrder, reviewFacts } from './reviewed-person.ts';
import { tellCaps } from './tell-caps.ts';

/** Judges one person's balance, limits and deployments, and does and tells what follows; a repeat finds nothing to do. */
export async function reviewPerson(tx: Tx, order: ReviewOrder): Promise<void> {
  const toldHours = await lockWatch(tx, order.userId);
  const person = await lockPerson(tx, order);
  const facts = reviewFacts(person);
  const verdicts = reviewSuspension({ ...facts, availableUnits: facts.availableUnits + (order.forgivenUnits ?? 0n) });
  await applyVerdicts(person, facts, verdicts);
  await tellCaps(person, verdicts);
  await warn(person, verdicts, toldHours);
}

/** Warnings are about what runs: who is suspended has been told more than that. */
async function warn(person: ReviewedPerson, verdicts: readonly Verdict[], toldHours: number | null) {
  const { tx, rows, userId, at, newId, availableUnits, settings, rescue } = person;
  const becomes = new Map(verdicts.map((verdict) => [verdict.id, verdict.becomes]));
  const stateOf = (row: DeploymentRow) =>
    becomes.get(row.id) ?? (row.power_wanted === 'off' ? row.suspension_cause : 'running');
  const hourlyUnits = rows.reduce(
    (sum, row) => sum + (stateOf(row) === 'running' ? row.hourly_units : (row.kept_hourly_units ?? 0n)),
    0n,
  );
  const { warnHours, graceHours } = settings.billing;
  const decision = decideWarning({ availableUnits, hourlyUnits, warnHours, toldHours, quiet: rescue.watches });
  if (decision.toldHours !== toldHours) await saveToldHours(tx, userId, decision.toldHours);
  if (decision.tellHours === null || rows.some((row) => stateOf(row) === 'no_funds')) return;
  const notice = lowBalanceNotice({
    hours: decision.tellHours,
    availableUnits,
    hourlyUnits,
    graceHours,
    occasion: String(at.getTime()),
    at: minuteWords(at),
  });
  await notify(tx, { userId, notice, now: at, newId });
}
