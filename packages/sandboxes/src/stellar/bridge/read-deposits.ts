import type { History } from '../history/history-store.ts';
import { parseAmount } from '../ledger/amounts.ts';
import { bridgeVault, tft } from '../network.ts';

/** A successful transaction that the vault was part of. */
export interface Deposit {
  id: bigint;
  hash: string;
  onlyPayments: boolean;
  /** TFT for the vault, by sender. */
  received: { from: string; units: bigint }[];
  memo: { type: string; value?: string };
}

const batch = 50;
const mostOperations = 100;

/** The vault's transactions after the cursor, from the records that Horizon answers with. */
export function readDeposits(history: History, cursor: bigint): Deposit[] {
  const after = { id: cursor, number: 0 };
  const page = { after, descending: false, limit: batch };
  return history.page('transaction', { account: bridgeVault }, page).map((record) => {
    const id = BigInt(String(record.paging_token));
    const whole = { descending: false, limit: mostOperations };
    const operations = history.page('operation', { from: id, to: id + 4096n }, whole);
    const received = new Map<string, bigint>();
    for (const operation of operations) {
      if (operation.to !== bridgeVault || `${operation.asset_code}:${operation.asset_issuer}` !== tft) continue;
      const from = String(operation.from);
      received.set(from, (received.get(from) ?? 0n) + (parseAmount(String(operation.amount)) ?? 0n));
    }
    return {
      id,
      hash: String(record.hash),
      onlyPayments: operations.every(({ type }) => type === 'payment'),
      received: [...received].map(([from, units]) => ({ from, units })),
      memo: { type: String(record.memo_type), value: record.memo as string | undefined },
    };
  });
}
