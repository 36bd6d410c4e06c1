import type { PayoutRun } from '@marketplace/contract';
import type { PayoutRunRow, RunSums } from '../../postgres/payout-runs.ts';
import { usdJson } from '../money.ts';
import { priceText, tftText } from './payout.ts';

export const payoutRunJson = (run: PayoutRunRow, sums: RunSums): PayoutRun => ({
  id: run.id,
  startedAt: run.created_at.toISOString(),
  tftPriceUsd: priceText(run.price_musd),
  priceAt: run.price_at.toISOString(),
  payouts: sums.payouts,
  byStatus: sums.byStatus,
  amount: usdJson(sums.amountUnits),
  tft: tftText(sums.tftUnits),
  feeTft: tftText(sums.feeUnits),
  finished: Object.keys(sums.byStatus).every((status) => status === 'paid' || status === 'returned'),
});
