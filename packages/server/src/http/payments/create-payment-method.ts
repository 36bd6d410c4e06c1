import type { NewId } from '../../ids.ts';
import { syncCards } from '../../jobs/cards/sync-cards.ts';
import type { Logger } from '../../log.ts';
import {
  type CardSetupRow,
  findCardSetup,
  insertCardSetup,
  removeCardSetup,
  takeSetupNews,
} from '../../postgres/card-setups.ts';
import { expectCardNews } from '../../postgres/card-wallets.ts';
import type { User } from '../../postgres/identity.ts';
import { findByMethodId } from '../../postgres/payment-methods.ts';
import type { Store } from '../../postgres/store.ts';
import { refusedParameter, type StripeGateway, StripeUnreachableError } from '../../stripe/gateway.ts';
import { actorOf } from '../context.ts';
import { forget, once } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem } from '../problems.ts';
import { cardSetupJson } from './card-setup.ts';
import { ensureCustomer } from './ensure-customer.ts';

export interface CreatePaymentMethodParts {
  store: Store;
  stripe: StripeGateway;
  newId: NewId;
  log: Logger;
}

const OPERATION = 'createPaymentMethod';

/**
 * The attempt is written before Stripe hears of it. A repeat asks how it stands now: so the page learns of a card that was
 * saved in Stripe's form, and a timeout loses nothing.
 */
export const createPaymentMethod =
  (parts: CreatePaymentMethodParts): Handler<'createPaymentMethod'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = c.req.valid('header')['idempotency-key'];
    const now = c.get('now');
    const { resourceId } = await parts.store.transaction((tx) =>
      once(tx, { userId: user.id, operation: OPERATION, key, body, now }, async () => {
        const id = parts.newId(now);
        await insertCardSetup(tx, {
          id,
          user_id: user.id,
          status: 'requires_card',
          stripe_payment_method_id: body.paymentMethodId ?? null,
          created_at: now,
        });
        await expectCardNews(tx, user.id, now);
        return id;
      }),
    );
    const before = await load(parts, user.id, resourceId);
    if (before.status !== 'saved' && before.status !== 'cancelled') await ask(parts, user, before, now);
    const row = await load(parts, user.id, resourceId);
    const methodId = row.stripe_payment_method_id;
    const card = row.status === 'saved' && methodId ? await findByMethodId(parts.store.db, methodId) : undefined;
    return c.json(cardSetupJson(row, card?.removed_at === null ? card : undefined, now), 201);
  };

/** Begins it, or asks how it stands; what was saved is in our copy before the answer, unless Stripe falls silent. */
async function ask(parts: CreatePaymentMethodParts, user: User, row: CardSetupRow, now: Date): Promise<void> {
  const { store, stripe, log } = parts;
  const setup = await callStripe(parts, row, async () =>
    row.stripe_setup_intent_id
      ? stripe.getSetup(row.stripe_setup_intent_id)
      : stripe.startSetup({
          setupId: row.id,
          userId: user.id,
          customerId: await ensureCustomer(parts, user),
          paymentMethodId: row.stripe_payment_method_id ?? undefined,
        }),
  );
  await store.transaction((tx) => takeSetupNews(tx, setup, now));
  if (setup.status !== 'saved') return;
  await syncCards(parts, user.id, now).catch((error) =>
    log.warn({ err: error, userId: user.id }, 'could not compare the cards at once; a job will'),
  );
}

async function callStripe<T>(parts: CreatePaymentMethodParts, row: CardSetupRow, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof StripeUnreachableError) {
      throw new HttpProblem(
        'temporarily_unavailable',
        'The card processor did not answer. Repeat the request with the same Idempotency-Key: nothing is charged by saving a card.',
        { cause },
      );
    }
    if (refusedParameter(cause)?.parameter !== 'payment_method') throw cause;
    await takeBack(parts.store, row);
    throw fieldProblem('paymentMethodId', 'cannot be saved: the card processor does not know it or it was used before');
  }
}

const takeBack = (store: Store, row: CardSetupRow) =>
  store.transaction(async (tx) => {
    await removeCardSetup(tx, row.id);
    await forget(tx, { userId: row.user_id, operation: OPERATION, resourceId: row.id });
  });

async function load({ store }: CreatePaymentMethodParts, userId: string, id: string): Promise<CardSetupRow> {
  const row = await findCardSetup(store.db, userId, id);
  if (!row) throw new HttpProblem('request_in_progress', 'This request was refused a moment ago. Send it again.');
  return row;
}
