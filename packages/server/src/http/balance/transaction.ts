import type { Transaction } from '@marketplace/contract';
import type { StatementLine } from '../../postgres/statement.ts';
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
});

const columns = [
  'id',
  'occurred_at',
  'kind',
  'description',
  'amount_usd',
  'balance_after_usd',
  'deployment_id',
  'top_up_id',
];

/** One line per transaction; cells that a spreadsheet would run as a formula are made plain text. */
export function transactionsCsv(lines: StatementLine[]): string {
  const rows = lines
    .map(transactionJson)
    .map((item) =>
      [
        item.id,
        item.occurredAt,
        item.kind,
        neutral(item.description),
        item.amount.amount,
        item.balanceAfter.amount,
        item.deploymentId ?? '',
        item.topUpId ?? '',
      ].map(quoted),
    );
  return [columns, ...rows]
    .map((row) => row.join(','))
    .join('\r\n')
    .concat('\r\n');
}

const neutral = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
