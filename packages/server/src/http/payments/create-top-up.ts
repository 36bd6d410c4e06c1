import { acceptTopUpAmount, type Payment } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import { isUuid, type NewId } from '../../ids.ts';
import type { User } from '../../postgres/identity.ts';
import { findByMethodId, findPaymentMethod } from '../../postgres/payment-methods.ts';
import { findTopUp, insertTopUp, removeTopUp, takePaymentNews } from '../../postgres/payments.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { forgetCustomer } from '../../postgres/stripe-customers.ts';
import type { TopUpRow } from '../../postgres/top-ups.ts';
import { refusedParameter, type StripeGateway, StripeUnreachableError } from '../../stripe/gateway.ts';
import { actorOf } from '../context.ts';
import { forget, once, requireKey } from '../idempotency.ts';
import { refuseInMaintenance } from '../maintenance-mode.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import { ensureCustomer } from './ensure-customer.ts';
import { topUpJson } from './top-up.ts';

export interface CreateTopUpParts {
  store: Store;
  stripe: StripeGateway;
  newId: NewId;
}

const OPERATION = 'createTopUp';

/** The sweep asks Stripe itself when no event has come by then. */
const SWEEP_AFTER_MS = 10 * 60_000;

/**
 * The row is written before Stripe hears of it; Stripe's own key is derived from the row, so a repeat after a crash or a
 * timeout finds the same payment. This request never credits: it only reports how the payment stands.
 */
export const createTopUp =
  (parts: CreateTopUpParts): Handler<'createTopUp'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const { limits } = await readSettings(parts.store.db);
    const units = acceptTopUpAmount(body.amount.amount, {
      minimumUnits: limits.topUpMinimumUnits,
      maximumUnits: limits.topUpMaximumUnits,
    });
    if (isRefusal(units)) throw problemOf(units);
    const now = c.get('now');
    const { resourceId } = await parts.store.transaction((tx) =>
      once(tx, { userId: user.id, operation: OPERATION, key, body, now }, async () => {
        await refuseInMaintenance(tx, c);
        const id = parts.newId(now);
        const paymentMethodId = await chosenMethod(tx, user.id, body.paymentMethodId);
        await insertTopUp(tx, {
          id,
          user_id: user.id,
          amount_units: units,
          status: 'requires_payment',
          payment_method_id: paymentMethodId ?? null,
          save_card: body.saveCard ?? false,
          stripe_payment_intent_id: null,
          client_secret: null,
          failure_code: null,
          failure_message: null,
          created_at: now,
          settled_at: null,
          sweep_due_at: new Date(now.getTime() + SWEEP_AFTER_MS),
        });
        return id;
      }),
    );
    const row = await load(parts, user.id, resourceId);
    if (row.stripe_payment_intent_id === null && row.cancel_requested_at === null)
      await startPayment(parts, user, row, now);
    return c.json(topUpJson(await load(parts, user.id, resourceId)), 201);
  };

async function startPayment(parts: CreateTopUpParts, user: User, row: TopUpRow, now: Date) {
  const payment = await callStripe(parts, user, row);
  // A payment that is already settled still waits for the settlement job: only that credits.
  const known: Payment = payment.status === 'paid' ? { ...payment, status: 'processing' } : payment;
  await parts.store.transaction((tx) => takePaymentNews(tx, { payment: known, now, newId: parts.newId }));
}

async function callStripe({ store, stripe }: CreateTopUpParts, user: User, row: TopUpRow): Promise<Payment> {
  try {
    const customerId = await ensureCustomer({ store, stripe }, user);
    return await stripe.startPayment({
      topUpId: row.id,
      userId: user.id,
      customerId,
      amountUnits: row.amount_units,
      paymentMethodId: row.payment_method_id ?? undefined,
      saveCard: row.save_card,
    });
  } catch (cause) {
    if (cause instanceof StripeUnreachableError) {
      throw new HttpProblem(
        'temporarily_unavailable',
        'The card processor did not answer. Repeat the request with the same Idempotency-Key: you cannot be charged twice.',
        { cause, details: { topUpId: row.id } },
      );
    }
    const { parameter } = refusedParameter(cause) ?? {};
    if (parameter !== 'payment_method' && parameter !== 'customer') throw cause;
    await takeBack(store, row);
    if (parameter === 'payment_method')
      throw fieldProblem('paymentMethodId', 'is not known to the card processor, or cannot be used any more');
    await store.transaction((tx) => forgetCustomer(tx, user.id, user.stripe_customer_id ?? ''));
    throw new HttpProblem('temporarily_unavailable', 'The card processor has to be told of you anew. Send it again.', {
      cause,
    });
  }
}

/** A saved card by either of its ids; one that was never saved goes to Stripe as it is. */
async function chosenMethod(tx: Tx, userId: string, given: string | undefined): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const card = isUuid(given) ? await findPaymentMethod(tx, userId, given) : await findByMethodId(tx, given);
  if (card === undefined && !isUuid(given)) return given;
  if (card?.user_id !== userId || card.removed_at !== null)
    throw fieldProblem('paymentMethodId', 'is not one of your saved cards');
  return card.stripe_payment_method_id;
}

/** No payment was made and none will be: neither the top-up nor its key is kept. */
const takeBack = (store: Store, row: TopUpRow) =>
  store.transaction(async (tx) => {
    await removeTopUp(tx, row.id);
    await forget(tx, { userId: row.user_id, operation: OPERATION, resourceId: row.id });
  });

async function load({ store }: CreateTopUpParts, userId: string, id: string): Promise<TopUpRow> {
  const row = await findTopUp(store.db, userId, id);
  if (!row) throw new HttpProblem('request_in_progress', 'This request was refused a moment ago. Send it again.');
  return row;
}
