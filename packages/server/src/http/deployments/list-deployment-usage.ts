import { listUsage } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { ownDeployment } from './get-deployment.ts';

export const listDeploymentUsage =
  (parts: { store: Store }): Handler<'listDeploymentUsage'> =>
  async (c) => {
    const row = await ownDeployment(parts.store, c, c.req.valid('param').id);
    const { limit, cursor } = c.req.valid('query');
    const [before] = decodeCursor(cursor, ['time']) ?? [];
    const records = await listUsage(
      parts.store.db,
      row.id,
      before === undefined ? undefined : new Date(before),
      limit + 1,
    );
    const { items, nextCursor } = cutPage(records, limit, (record) => [record.hour.toISOString()]);
    return c.json(
      {
        items: items.map((record) => ({
          hour: record.hour.toISOString(),
          seconds: record.seconds,
          keptSeconds: record.kept_seconds,
          pausedSeconds: record.paused_seconds,
          hourly: usdJson(record.hourly_units),
          keptHourly: row.kept_hourly_units === null ? null : usdJson(row.kept_hourly_units),
          amount: usdJson(record.amount_units),
          transactionId: `txn_${record.transfer_id ?? 0n}`,
        })),
        nextCursor,
      },
      200,
    );
  };
