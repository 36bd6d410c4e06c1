import type { OperatorPayout, Payout } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import type { ListedPayout } from '../../postgres/payouts.ts';
import type { Cell } from '../csv.ts';
import { usdJson } from '../money.ts';

export const tftText = (units: bigint): string => formatUnits(units);
const tftOrNull = (units: bigint | null): string | null => (units === null ? null : tftText(units));

/** Dollars per TFT of a price in thousandths. */
export const priceText = (musd: number): string => formatUnits(BigInt(musd) * 10_000n);

export const payoutJson = (row: ListedPayout): Payout => ({
  id: row.id,
  status: row.status,
  amount: usdJson(row.amount_units),
  address: row.address,
  reason: row.reason,
  tft: tftOrNull(row.tft_units),
  tftPriceUsd: row.priceMusd === null ? null : priceText(row.priceMusd),
  priceAt: row.priceAt?.toISOString() ?? null,
  block: row.block === null ? null : Number(row.block),
  extrinsicHash: row.extrinsicHash,
  requestedAt: row.requested_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
});

export const operatorPayoutJson = (row: ListedPayout): OperatorPayout => ({
  ...payoutJson(row),
  provider: { id: row.user_id, email: row.email },
  runId: row.run_id,
  feeTft: tftOrNull(row.fee_units),
});

export const payoutColumns = [
  'id',
  'requested_at',
  'status',
  'amount_usd',
  'tft',
  'price_usd_per_tft',
  'price_at',
  'address',
  'block',
  'extrinsic_hash',
  'settled_at',
  'reason',
];

export const payoutCells = (row: ListedPayout): Cell[] => {
  const item = payoutJson(row);
  return [
    item.id,
    item.requestedAt,
    item.status,
    item.amount.amount,
    item.tft,
    item.tftPriceUsd,
    item.priceAt,
    item.address,
    item.block,
    item.extrinsicHash,
    item.settledAt,
    item.reason,
  ];
};
