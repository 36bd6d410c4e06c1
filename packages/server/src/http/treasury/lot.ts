import type { TreasuryLot } from '@marketplace/contract';
import type { LotRow } from '../../postgres/treasury-lots.ts';
import type { Cell } from '../csv.ts';
import { usdJson } from '../money.ts';
import { amountText } from './amounts.ts';

export const lotJson = (row: LotRow): TreasuryLot => ({
  id: row.id,
  asset: row.asset,
  origin: row.origin,
  amount: amountText(row.units),
  cost: usdJson(row.cost_units),
  left: amountText(row.left_units),
  leftCost: usdJson(row.left_cost_units),
  boughtAt: row.bought_at.toISOString(),
  arrivedAt: row.arrived_at?.toISOString() ?? null,
  reference: row.reference,
  transferId: row.transfer_id,
});

export const lotColumns = [
  'id',
  'bought_at',
  'asset',
  'origin',
  'amount',
  'cost_usd',
  'left',
  'left_cost_usd',
  'arrived_at',
  'reference',
];

export const lotCells = (row: LotRow): Cell[] => {
  const lot = lotJson(row);
  return [
    lot.id,
    lot.boughtAt,
    lot.asset,
    lot.origin,
    lot.amount,
    lot.cost.amount,
    lot.left,
    lot.leftCost.amount,
    lot.arrivedAt,
    lot.reference,
  ];
};
