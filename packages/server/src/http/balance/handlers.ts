import type { HttpParts } from '../parts.ts';
import { getBalance } from './get-balance.ts';
import { listTransactions } from './list-transactions.ts';

export const balanceHandlers = (parts: HttpParts) => ({
  getBalance: getBalance(parts),
  listTransactions: listTransactions(parts),
});
