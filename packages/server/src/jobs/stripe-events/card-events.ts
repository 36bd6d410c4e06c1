import type { CardSetup } from '@marketplace/core/payments';
import { isUuid } from '../../ids.ts';
import { takeSetupNews } from '../../postgres/card-setups.ts';
import { requestCardSync } from '../../postgres/card-wallets.ts';
import { findUser } from '../../postgres/identity.ts';
import { findByMethodId } from '../../postgres/payment-methods.ts';
import { findUserOfCustomer } from '../../postgres/stripe-customers.ts';
import { openTask } from '../../postgres/tasks.ts';
import { type CardNews, readCardEvent } from '../../stripe/card-events.ts';
import { refusedParameter } from '../../stripe/gateway.ts';
import { done, type EventFamily, type EventParts, unreadable } from './family.ts';

const types = [
  'payment_method.attached',
  'payment_method.detached',
  'payment_method.updated',
  'payment_method.automatically_updated',
  'customer.updated',
  'customer.deleted',
  'setup_intent.succeeded',
  'setup_intent.setup_failed',
  'setup_intent.canceled',
];

/**
 * Saved cards changed, here or at the card processor. An event only says whose: the cards are then compared as they are
 * now, so that the order of events does not matter.
 */
export const cardEvents: EventFamily = {
  handles: (type) => types.includes(type),
  async work(parts, event) {
    const news = readCardEvent(event.payload);
    if (news.kind === 'unreadable') return async () => unreadable(news.reason);
    const setup = news.setupIntentId ? await presentSetup(parts, news.setupIntentId) : undefined;
    const owner = await ownerOf(parts, news);
    return async (tx, now) => {
      if (setup) await takeSetupNews(tx, setup, now);
      if (owner.kind === 'person') {
        await requestCardSync(tx, owner.userId, now);
        return done('cards are compared');
      }
      if (owner.kind === 'unknown') {
        await openTask(tx, {
          id: parts.newId(now),
          kind: 'unknown_customer',
          subject: owner.customerId,
          detail: `${event.type} came for customer ${owner.customerId}, who belongs to nobody here.`,
          details: { eventId: event.id, eventType: event.type, customerId: owner.customerId },
          severity: 'info',
          now,
        });
      }
      return done(owner.kind);
    };
  },
};

async function presentSetup({ stripe }: EventParts, setupIntentId: string): Promise<CardSetup | undefined> {
  try {
    return await stripe.getSetup(setupIntentId);
  } catch (error) {
    // Not known under our key: none of ours.
    if (refusedParameter(error)) return undefined;
    throw error;
  }
}

type Owner =
  | { kind: 'person'; userId: string }
  | { kind: 'no customer' }
  | { kind: 'a customer that is not in use' }
  | { kind: 'unknown'; customerId: string };

async function ownerOf({ store, stripe }: EventParts, news: CardNews & { kind: 'cards' }): Promise<Owner> {
  const { customerId, methodId } = news;
  const userId =
    (customerId && (await findUserOfCustomer(store.db, customerId))) ??
    (methodId && (await findByMethodId(store.db, methodId))?.user_id);
  if (userId) return { kind: 'person', userId };
  if (!customerId) return { kind: 'no customer' };
  const madeFor = await stripe.userOfCustomer(customerId);
  const known = isUuid(madeFor) && (await findUser(store.db, madeFor)) !== undefined;
  return known ? { kind: 'a customer that is not in use' } : { kind: 'unknown', customerId };
}
