import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest } from '../protocol/errors.ts';
import { fingerprint } from './payment-methods.ts';

/** Whether the month on the card is over. */
export function isExpired(account: Account, method: Stripe.PaymentMethod): boolean {
  if (!method.card) return false;
  const today = new Date(account.now() * 1000);
  const months = (method.card.exp_year - today.getUTCFullYear()) * 12 + method.card.exp_month - 1 - today.getUTCMonth();
  return months < 0;
}

/** A detached payment method cannot be used or attached again; it stops being its customer's default. */
export function detachPaymentMethod(account: Account, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const { customer } = method;
  if (customer === null) {
    throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.', {
      code: 'payment_method_unexpected_state',
    });
  }
  const detached = account.objects.save<Stripe.PaymentMethod>({ ...method, customer: null });
  account.objects.mark(method.id, { spent: true });
  account.emit('payment_method.detached', detached, { customer });
  const owner = account.objects.get('customer', String(customer));
  if (owner && !owner.deleted && owner.invoice_settings.default_payment_method === method.id) {
    makeDefault(account, owner, null);
  }
  return detached;
}

export function makeDefault(account: Account, owner: Stripe.Customer, methodId: string | null): Stripe.Customer {
  const after = account.objects.save<Stripe.Customer>({
    ...owner,
    invoice_settings: { ...owner.invoice_settings, default_payment_method: methodId },
  });
  account.emit('customer.updated', after, changedFields(owner, after));
  return after;
}

/** Lets the card be valid until the month before this one; it is declined as `expired_card` from now on. */
export function expireCard(account: Account, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const today = new Date(account.now() * 1000);
  const last = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1));
  return changeCard(account, method, 'payment_method.updated', {
    exp_month: last.getUTCMonth() + 1,
    exp_year: last.getUTCFullYear(),
  });
}

/** The bank sent a new card and the card network told Stripe, as its automatic card updates do. */
export function renewCard(
  account: Account,
  method: Stripe.PaymentMethod,
  change: { exp_month?: number; exp_year?: number; last4?: string },
): Stripe.PaymentMethod {
  const year = new Date(account.now() * 1000).getUTCFullYear() + 4;
  const renewed = { exp_year: year, ...change };
  const number =
    change.last4 === undefined ? {} : { fingerprint: fingerprint(`${method.card?.fingerprint}${change.last4}`) };
  return changeCard(account, method, 'payment_method.automatically_updated', { ...renewed, ...number });
}

function changeCard(
  account: Account,
  method: Stripe.PaymentMethod,
  event: string,
  change: Partial<Stripe.PaymentMethod.Card>,
): Stripe.PaymentMethod {
  if (!method.card) throw invalidRequest('This payment method is no card.');
  const changed = account.objects.save<Stripe.PaymentMethod>({ ...method, card: { ...method.card, ...change } });
  account.emit(event, changed, changedFields(method, changed));
  return changed;
}
