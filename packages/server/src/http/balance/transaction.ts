import type { Transaction } from '@marketplace/contract';
import type { StatementLine } from '../../postgres/statement.ts';
import type { Cell } from '../csv.ts';
import { usdJson } from '../money.ts';

export const transactionJson = (line: StatementLine): Transaction => ({
  id: `txn_${line.transferId}`,
  kind: line.kind as Transaction['kind'],
  amount: usdJson(line.units),
  balanceAfter: usdJson(line.after),
  occurredAt: line.eventAt.toISOString(),
  recordedAt: line.recordedAt.toISOString(),
  description: line.description,
  ...(line.deploymentId ? { deploymentId: line.deploymentId } : {}),
  ...(line.topUpId ? { topUpId: line.topUpId } : {}),
  ...(Object.keys(line.details).length > 0 ? { details: line.details } : {}),
  ...(line.document ? { document: line.document } : {}),
});

export const transactionColumns = [
  'id',
  'occurred_at',
  'kind',
  'description',
  'amount_usd',
  'balance_after_usd',
  'deployment_id',
  'top_up_id',
  'document_number',
];

export const transactionCells = (line: StatementLine): Cell[] => {
  const item = transactionJson(line);
  return [
    item.id,
    item.occurredAt,
    item.kind,
    item.description,
    item.amount.amount,
    item.balanceAfter.amount,
    item.deploymentId,
    item.topUpId,
    item.document?.number,
  ];
};
