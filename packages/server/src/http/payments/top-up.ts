import type { TopUp } from '@marketplace/contract';
import { isUnfinished } from '@marketplace/core/payments';
import type { TopUpRow } from '../../postgres/top-ups.ts';
import { usdJson } from '../money.ts';

/** The client secret is given while the payment can still be made, to its owner alone. */
export const topUpJson = (row: TopUpRow): TopUp => ({
  id: row.id,
  status: row.status,
  amount: usdJson(row.amount_units),
  ...(row.client_secret && row.status !== 'succeeded' && row.cancel_requested_at === null
    ? { clientSecret: row.client_secret }
    : {}),
  savesCard: row.save_card,
  ...(row.status === 'failed'
    ? { failure: { code: row.failure_code ?? 'failed', message: row.failure_message ?? 'The payment failed.' } }
    : {}),
  cancelRequestedAt: row.cancel_requested_at?.toISOString() ?? null,
  cancelReason: row.cancel_reason,
  expiresAt: isUnfinished(row.status) ? (row.expires_at?.toISOString() ?? null) : null,
  createdAt: row.created_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
});
