import type { PaymentMethod } from '@marketplace/contract';
import { isExpired } from '@marketplace/core/payments';
import type { PaymentMethodRow } from '../../postgres/payment-methods.ts';

export const paymentMethodJson = (row: PaymentMethodRow, now: Date): PaymentMethod => ({
  id: row.id,
  brand: row.brand,
  last4: row.last4,
  expMonth: row.exp_month,
  expYear: row.exp_year,
  expired: isExpired(
    { expMonth: row.exp_month, expYear: row.exp_year },
    { month: now.getUTCMonth() + 1, year: now.getUTCFullYear() },
  ),
  isDefault: row.is_default,
  stripePaymentMethodId: row.stripe_payment_method_id,
  addedAt: row.added_at.toISOString(),
});
