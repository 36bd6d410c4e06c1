import { priceFromMs } from '@marketplace/core/deployments';
import { keptHourlyUnits } from '@marketplace/core/pricing';
import { endOperation } from './deployment-operations.ts';
import { type DeploymentRow, insertEvent } from './deployments.ts';
import type { NextSize } from './schema/deployments.ts';
import type { Tx } from './store.ts';

const BY_MARKETPLACE = 'marketplace';

/** The size comes with the next start; until then everything stays as it is. */
export const saveNextSize = async (tx: Tx, id: string, next: NextSize): Promise<void> =>
  void (await tx
    .updateTable('deployments')
    .set({ next_size: JSON.stringify(next) })
    .where('id', '=', id)
    .execute());

/** Off for a change of size: it is to come back at once. */
export const startAgain = async (tx: Tx, id: string): Promise<void> =>
  void (await tx
    .updateTable('deployments')
    .set({ power_wanted: 'on', power_retry_at: null, status_reason: 'changing size' })
    .where('id', '=', id)
    .execute());

/** The machine runs in its new size: its price is charged from the next full hour on. */
export async function takeSize(
  tx: Tx,
  row: DeploymentRow,
  { next, now }: { next: NextSize; now: Date },
): Promise<void> {
  const parts = next.parts.map(({ code, hourlyUnits }) => ({ code, hourlyUnits: BigInt(hourlyUnits) }));
  const from = new Date(priceFromMs(now.getTime()));
  await tx
    .updateTable('deployments')
    .set({
      size: JSON.stringify(next.size),
      next_size: null,
      hourly_units: BigInt(next.hourlyUnits),
      grid_hourly_units: BigInt(next.gridHourlyUnits),
      passed_on_hourly_units: passedOnOf(parts),
      parts: JSON.stringify(next.parts),
      kept_hourly_units: keptHourlyUnits(parts, 'disk'),
      price_from: from,
      previous_hourly_units: row.hourly_units,
      previous_grid_hourly_units: row.grid_hourly_units,
      previous_passed_on_hourly_units: row.passed_on_hourly_units,
      previous_kept_hourly_units: row.kept_hourly_units,
      previous_parts: JSON.stringify(row.parts),
    })
    .where('id', '=', row.id)
    .execute();
  await insertEvent(tx, {
    deploymentId: row.id,
    from: row.status,
    to: row.status,
    cause: 'resized',
    detail: `It has its new size. The new price is charged from ${from.toISOString().slice(11, 16)} UTC on.`,
    actor: BY_MARKETPLACE,
    now,
  });
}

/** What of the staking discount a price passes on: its discount part, positive. */
const passedOnOf = (parts: readonly { code: string; hourlyUnits: bigint }[]): bigint =>
  -(parts.find(({ code }) => code === 'discount')?.hourlyUnits ?? 0n);

/** The node could not start it in the new size: it comes back in the one before, with the disk as it is now. */
export async function giveUpSize(
  tx: Tx,
  row: DeploymentRow,
  { standing, reason, now }: { standing: unknown; reason: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('deployments')
    .set({ next_size: null, workload: JSON.stringify(standing) })
    .where('id', '=', row.id)
    .execute();
  if (row.operation !== 'resize') return;
  const detail = `Node ${row.node_id} could not start it in the new size: ${reason}. It comes back in the size before, in some minutes; its price stays.`;
  await endOperation(tx, row.id, { status: 'failed', detail, now });
}
