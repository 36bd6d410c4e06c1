import {
  comingBackNotice,
  hourlyDollars,
  type ReviewFacts,
  resumeNeed,
  resumeTopUp,
  type SuspensionCause,
  suspendedNotice,
  type Verdict,
} from '@marketplace/core/billing';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { notify } from '../../postgres/notifications.ts';
import { bringBack, changeCause, keptHourlyOf, suspend } from '../../postgres/suspensions.ts';
import { type Deployment as NodeDeployment, powerMeans, staysReachable } from '../../rmb/index.ts';
import { minuteWords, monthWords } from '../../time-words.ts';
import { keptUntilDate, type ReviewedPerson } from './reviewed-person.ts';

/** Writes what was decided, deployment by deployment, and tells the person once for all of them. */
export async function applyVerdicts(
  person: ReviewedPerson,
  facts: ReviewFacts,
  verdicts: readonly Verdict[],
): Promise<void> {
  const byId = new Map(person.rows.map((row) => [row.id, row]));
  for (const { id, becomes } of verdicts) {
    const row = byId.get(id);
    if (row) await apply(person, row, becomes);
  }
  const unpaid = rowsThatBecome(person, verdicts, 'no_funds');
  if (unpaid.length > 0) await tellSuspended(person, facts, verdicts, unpaid);
  const back = rowsThatBecome(person, verdicts, 'running');
  if (back.length > 0) await tellBack(person, back);
}

export function rowsThatBecome(
  { rows }: Pick<ReviewedPerson, 'rows'>,
  verdicts: readonly Verdict[],
  becomes: Verdict['becomes'],
): DeploymentRow[] {
  const ids = new Set(verdicts.filter((verdict) => verdict.becomes === becomes).map(({ id }) => id));
  return rows.filter(({ id }) => ids.has(id));
}

async function apply(person: ReviewedPerson, row: DeploymentRow, becomes: Verdict['becomes']) {
  const { tx, at } = person;
  if (becomes === 'running') {
    const detail =
      'Nothing holds it back any more. The machine is being started; the full price is charged once it runs.';
    return bringBack(tx, row, { at, detail });
  }
  const keptUntil = becomes === 'no_funds' ? keptUntilDate(person) : null;
  if (row.power_wanted === 'off') {
    return changeCause(tx, row, { cause: becomes, at, keptUntil, detail: causeWords(person, becomes, keptUntil) });
  }
  const onNode = row.workload as NodeDeployment | null;
  await suspend(tx, row, {
    cause: becomes,
    at,
    keptUntil,
    kept: onNode && powerMeans(onNode) === 'machine_off' ? 'disk' : 'machine',
    detail: ({ keptHourlyUnits }) =>
      [
        causeWords(person, becomes, keptUntil),
        `Keeping it costs ${hourlyDollars(keptHourlyUnits)} per hour.`,
        ...(onNode && staysReachable(onNode)
          ? [
              'Its disk lies in the machine itself, so it cannot be taken off its public address; its private one is withdrawn.',
            ]
          : []),
      ].join(' '),
  });
}

function causeWords({ month }: ReviewedPerson, cause: SuspensionCause, keptUntil: Date | null): string {
  if (cause === 'stopped') return 'You stopped it: it stays off until you start it.';
  return cause === 'no_funds'
    ? `The balance is used up. The data is kept until ${keptUntil ? minuteWords(keptUntil) : 'it is paid'}.`
    : `The limit for ${monthWords(month)} is reached. The data is kept; it starts again when the limit is raised or the next month begins.`;
}

async function tellSuspended(
  person: ReviewedPerson,
  facts: ReviewFacts,
  verdicts: readonly Verdict[],
  unpaid: readonly DeploymentRow[],
) {
  const { tx, userId, at, newId, settings } = person;
  const becomes = new Map(verdicts.map((verdict) => [verdict.id, verdict.becomes]));
  const need = resumeNeed({
    ...facts,
    deployments: facts.deployments.map((each) => {
      const verdict = becomes.get(each.id);
      return verdict === undefined ? each : { ...each, suspendedFor: verdict === 'running' ? null : verdict };
    }),
  });
  const notice = suspendedNotice({
    names: unpaid.map(({ name }) => name),
    keptUntil: minuteWords(keptUntilDate(person)),
    topUpUnits: resumeTopUp(need?.missingUnits ?? 0n, settings.limits.topUpMinimumUnits),
    keptHourlyUnits: await keptHourlyOf(
      tx,
      unpaid.map(({ id }) => id),
    ),
    occasion: `${at.getTime()}:${unpaid[0]?.id}`,
    at: minuteWords(at),
  });
  await notify(tx, { userId, notice, now: at, newId });
}

async function tellBack({ tx, userId, at, newId }: ReviewedPerson, back: readonly DeploymentRow[]) {
  const occasion = `${at.getTime()}:${back[0]?.id}`;
  const notice = comingBackNotice({ names: back.map(({ name }) => name), occasion, at: minuteWords(at) });
  await notify(tx, { userId, notice, now: at, newId });
}
