import { keptHourlyUnits, monthlyOf } from '@marketplace/core/pricing';
import type { Store } from '../../postgres/store.ts';
import { pricePartJson } from '../catalog/price-part.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';
import { ownDeployment } from './get-deployment.ts';
import { requireResizable, resizePlan } from './resize-plan.ts';

/** The price of another size and what it takes to come to it; nothing changes. */
export const previewResize =
  ({ store, supply }: { store: Store; supply: Supply }): Handler<'previewResize'> =>
  async (c) => {
    const row = await ownDeployment(store, c, c.req.valid('param').id);
    requireResizable(row);
    const { size, price } = await resizePlan(supply, row, c.req.valid('json'), c.get('now'));
    const kept = keptHourlyUnits(
      row.parts.map((part) => ({ code: part.code, hourlyUnits: BigInt(part.hourlyUnits) })),
      'disk',
    );
    const parts = price.parts.map((part) => pricePartJson({ ...part, hourlyUnits: part.hourlyUnits.toString() }));
    return c.json(
      {
        size,
        hourly: usdJson(price.hourlyUnits),
        monthly: usdJson(monthlyOf(price.hourlyUnits)),
        parts,
        hourlyNow: usdJson(row.hourly_units),
        restarts: row.status !== 'suspended',
        hourlyMeanwhile: usdJson(row.kept_hourly_units ?? kept),
      },
      200,
    );
  };
