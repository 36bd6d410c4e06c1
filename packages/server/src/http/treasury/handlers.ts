import type { HttpParts } from '../parts.ts';
import { createSwap } from './create-swap.ts';
import { createTreasuryLot } from './create-treasury-lot.ts';
import { createTreasuryTransfer } from './create-treasury-transfer.ts';
import { explainTreasuryMovement } from './explain-treasury-movement.ts';
import { getTreasuryAccounts } from './get-treasury-accounts.ts';
import { getTreasuryTransfer } from './get-treasury-transfer.ts';
import { getTreasuryWallets } from './get-treasury-wallets.ts';
import { listSwaps } from './list-swaps.ts';
import { listTreasuryLots } from './list-treasury-lots.ts';
import { listTreasuryMovements } from './list-treasury-movements.ts';
import { listTreasuryTransfers } from './list-treasury-transfers.ts';
import { quoteSwap } from './quote-swap.ts';
import { signTreasuryTransfer } from './sign-treasury-transfer.ts';

export const treasuryHandlers = (parts: HttpParts) => ({
  getTreasuryWallets: getTreasuryWallets(parts),
  getTreasuryAccounts: getTreasuryAccounts(parts),
  quoteSwap: quoteSwap(parts),
  listSwaps: listSwaps(parts),
  createSwap: createSwap(parts),
  listTreasuryTransfers: listTreasuryTransfers(parts),
  createTreasuryTransfer: createTreasuryTransfer(parts),
  getTreasuryTransfer: getTreasuryTransfer(parts),
  signTreasuryTransfer: signTreasuryTransfer(parts),
  listTreasuryLots: listTreasuryLots(parts),
  createTreasuryLot: createTreasuryLot(parts),
  listTreasuryMovements: listTreasuryMovements(parts),
  explainTreasuryMovement: explainTreasuryMovement(parts),
});
