import { type DueNotice, stateOf } from '@marketplace/core/maintenance';
import type { Notice } from '@marketplace/core/notifications';
import type { NewId } from '../ids.ts';
import { type AffectedDeployment, affectedBy, type WindowRow, windowOf } from '../postgres/maintenance.ts';
import { notify } from '../postgres/notifications.ts';
import type { Tx } from '../postgres/store.ts';

export type WindowNews = DueNotice | 'announced' | 'changed' | 'cancelled';

/** Tells everybody who has a machine on the node, once per news and version; answers how many were told. */
export async function tellWindow(
  tx: Tx,
  { row, news, now, newId }: { row: WindowRow; news: WindowNews; now: Date; newId: NewId },
): Promise<number> {
  const owners = byOwner(await affectedBy(tx, row.node_id));
  let told = 0;
  for (const machines of owners.values()) {
    const [{ userId, timeZone } = { userId: '', timeZone: 'UTC' }] = machines;
    const notice = windowNotice(
      row,
      news,
      machines.map(({ name }) => name),
      timeZone,
      now,
    );
    if (await notify(tx, { userId, notice, now, newId })) told += 1;
  }
  return told;
}

function byOwner(machines: AffectedDeployment[]): Map<string, AffectedDeployment[]> {
  const owners = new Map<string, AffectedDeployment[]>();
  for (const machine of machines) owners.set(machine.userId, [...(owners.get(machine.userId) ?? []), machine]);
  return owners;
}

/** The words of a window's news, in the reader's zone and in UTC. */
export function windowNotice(row: WindowRow, news: WindowNews, names: string[], timeZone: string, now: Date): Notice {
  const span = `${instantIn(row.starts_at, timeZone)} to ${instantIn(row.ends_at, timeZone)} (${timeZone})`;
  const inUtc =
    timeZone === 'UTC' ? '' : `, which is ${instantIn(row.starts_at, 'UTC')} to ${instantIn(row.ends_at, 'UTC')} UTC`;
  const subject = names.length === 1 ? names[0] : `${names.length} of your deployments`;
  const { title, sentence } = words(row, news, now);
  return {
    topic: 'maintenance',
    severity: news === 'end' || news === 'cancelled' ? 'info' : 'warn',
    dedupeKey: `maintenance:${row.id}:${row.version}:${news}`,
    title: `${title}: node ${row.node_id}`,
    body: [
      `${sentence} It concerns ${subject}${names.length > 1 ? ` (${names.join(', ')})` : ''}.`,
      `Window: ${span}${inUtc}.`,
      ...(row.comment ? [`From the provider: ${row.comment}`] : []),
    ].join('\n\n'),
    link: '/deployments',
    linkLabel: 'See your deployments',
  };
}

function words(row: WindowRow, news: WindowNews, now: Date): { title: string; sentence: string } {
  const began = stateOf({ ...windowOf(row), cancelled: false }, now.getTime()) !== 'scheduled';
  switch (news) {
    case 'announced':
      return { title: 'Maintenance announced', sentence: 'The node may be unreachable for a time; your data stays.' };
    case 'changed':
      return { title: 'Maintenance moved', sentence: 'A maintenance window was changed.' };
    case 'day_before':
      return {
        title: 'Maintenance within 24 hours',
        sentence: 'The node may be unreachable for a time; your data stays.',
      };
    case 'start':
      return { title: 'Maintenance has begun', sentence: 'The node may be unreachable now; your data stays.' };
    case 'end':
      return { title: 'Maintenance is over', sentence: 'Your machines should answer as before.' };
    case 'cancelled':
      return began
        ? { title: 'Maintenance ended early', sentence: 'The window was closed before its time.' }
        : { title: 'Maintenance cancelled', sentence: 'Nothing will happen at the announced time.' };
  }
}

const instantIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
