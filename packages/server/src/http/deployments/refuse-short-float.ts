import { footprintOf, type OrderedMachine } from '@marketplace/core/catalog';
import { ordersAreShort } from '@marketplace/core/float';
import type { PricedNode } from '@marketplace/core/pricing';
import { readFloat, runwayWith } from '../../float/read-float.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Tx } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';

/**
 * Throws when the operator's TFT would not pay what runs, and this order, long enough: what is sold already comes first. The
 * operator has been told at longer bounds than this.
 */
export async function refuseShortFloat(
  tx: Tx,
  { image, size }: OrderedMachine,
  publicIpv4: boolean,
  { certified, extraFeeMusd }: PricedNode,
): Promise<void> {
  const float = await readFloat(tx);
  if (!float) return;
  const { billing, float: rules } = await readSettings(tx);
  const footprint = footprintOf(image.kind, size, publicIpv4);
  const { hours } = runwayWith(float, { count: 1, footprint, certified, extraFeeMusd });
  const bounds = { graceHours: billing.graceHours, reserveHours: rules.orderReserveHours };
  if (ordersAreShort(hours, bounds))
    throw new HttpProblem(
      'temporarily_unavailable',
      'The marketplace cannot take new orders now; its operator has been told. What runs is not touched.',
    );
}
