import type { TreasuryMovement } from '@marketplace/contract';
import type { MovementRow } from '../../postgres/treasury-movements.ts';
import type { Cell } from '../csv.ts';
import { amountText } from './amounts.ts';

export const movementJson = (row: MovementRow): TreasuryMovement => ({
  id: row.id,
  direction: row.direction,
  asset: row.asset,
  amount: amountText(row.units),
  counterparty: row.counterparty,
  memo: row.memo,
  transactionHash: row.transaction_hash,
  at: row.at.toISOString(),
  status: row.status,
  transferId: row.transfer_id,
  lotId: row.lot_id,
  explanation: row.explanation,
});

export const movementColumns = [
  'id',
  'at',
  'direction',
  'asset',
  'amount',
  'counterparty',
  'memo',
  'transaction_hash',
  'status',
  'transfer_id',
  'lot_id',
  'explanation',
];

export const movementCells = (row: MovementRow): Cell[] => {
  const item = movementJson(row);
  return [
    item.id,
    item.at,
    item.direction,
    item.asset,
    item.amount,
    item.counterparty,
    item.memo,
    item.transactionHash,
    item.status,
    item.transferId,
    item.lotId,
    item.explanation,
  ];
};
