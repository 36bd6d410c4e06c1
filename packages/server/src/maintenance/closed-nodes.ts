import type { NotOfferable } from '@marketplace/core/nodes';
import { closingWindows } from '../postgres/maintenance.ts';
import type { Database, Tx } from '../postgres/store.ts';

/** Nodes that take nothing new because of a window, with the reason. */
export async function nodesInMaintenance(db: Database | Tx, now: Date): Promise<Map<number, NotOfferable>> {
  const closed = new Map<number, NotOfferable>();
  for (const { node_id, starts_at, ends_at } of await closingWindows(db, now))
    if (!closed.has(node_id))
      closed.set(node_id, { code: 'maintenance', reason: `maintenance ${inUtc(starts_at)} to ${inUtc(ends_at)} UTC` });
  return closed;
}

const inUtc = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
