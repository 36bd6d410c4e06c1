import { readSettings } from '../postgres/settings.ts';
import type { Database, Tx } from '../postgres/store.ts';
import { actorOf, type HttpContext, hasRole } from './context.ts';
import { HttpProblem } from './problems.ts';

const SOON_SECONDS = 300;

/**
 * Refuses what starts something new while the operator has paused it; operators themselves may go on. Call it where the
 * effect begins: the repeat of a request that was accepted before is still answered.
 */
export async function refuseInMaintenance(db: Database | Tx, c: HttpContext): Promise<void> {
  const { maintenanceMode } = await readSettings(db);
  if (!maintenanceMode.on || hasRole(actorOf(c), 'cloud-operator')) return;
  const { message, until } = maintenanceMode;
  throw new HttpProblem('maintenance_mode', 'New orders and top-ups are paused for maintenance.', {
    details: { message, until },
    retryAfterSeconds: secondsUntil(until, c.get('now')),
  });
}

/** Never longer than an hour: maintenance may end early. */
function secondsUntil(until: string | null, now: Date): number {
  if (until === null) return SOON_SECONDS;
  const seconds = Math.ceil((Date.parse(until) - now.getTime()) / 1000);
  return seconds <= 0 ? SOON_SECONDS : Math.min(seconds, 3600);
}
