import type { MaintenanceWindow } from '@marketplace/contract';
import { stateOf } from '@marketplace/core/maintenance';
import { type ListedWindow, listWindows, windowOf } from '../../postgres/maintenance.ts';
import type { Database } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';

export const windowJson = (row: ListedWindow, now: Date): MaintenanceWindow => ({
  id: row.id,
  nodeId: row.node_id,
  place: row.city === null || row.country === null ? null : `${row.city}, ${row.country}`,
  state: stateOf(windowOf(row), now.getTime()),
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  timeZone: row.time_zone,
  comment: row.comment,
  affected: { deployments: row.deployments, users: row.users },
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** One window as it is now; throws `not_found` for one that the caller may not see. */
export async function loadWindow(db: Database, id: string, scope: Scope, now: Date): Promise<MaintenanceWindow> {
  const [row] = await listWindows(db, { id, ...scope, now, limit: 1 });
  if (!row) throw unknownWindow();
  return windowJson(row, now);
}

/** Whose windows are in reach: those of one provider's nodes, or with nothing given all. */
export interface Scope {
  providerId?: string;
}

export const unknownWindow = () => new HttpProblem('not_found', 'There is no maintenance window with this id.');
