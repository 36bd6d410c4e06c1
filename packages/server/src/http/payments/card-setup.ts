import type { CardSetup } from '@marketplace/contract';
import type { CardSetupRow } from '../../postgres/card-setups.ts';
import type { PaymentMethodRow } from '../../postgres/payment-methods.ts';
import { paymentMethodJson } from './payment-method.ts';

/** The client secret is given while the card can still be saved, to its owner alone. */
export const cardSetupJson = (row: CardSetupRow, card: PaymentMethodRow | undefined, now: Date): CardSetup => ({
  id: row.id,
  status: row.status,
  ...(row.client_secret && row.status !== 'saved' && row.status !== 'cancelled'
    ? { clientSecret: row.client_secret }
    : {}),
  method: row.status === 'saved' && card ? paymentMethodJson(card, now) : null,
  ...(row.status === 'failed'
    ? { failure: { code: row.failure_code ?? 'failed', message: row.failure_message ?? 'The card was not accepted.' } }
    : {}),
  createdAt: row.created_at.toISOString(),
});
