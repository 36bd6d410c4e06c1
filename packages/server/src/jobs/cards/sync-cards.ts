import { compareCards } from '@marketplace/core/payments';
import type { NewId } from '../../ids.ts';
import { findWallet, lockWallet, noteSynced, setDefaultUnsent } from '../../postgres/card-wallets.ts';
import {
  applyCardChanges,
  cardsToDetach,
  findDefaultMethod,
  knownCards,
  noteDetached,
} from '../../postgres/payment-methods.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { findStripeCustomer, forgetCustomer } from '../../postgres/stripe-customers.ts';
import type { CustomerCards } from '../../stripe/cards.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';

export interface CardParts {
  store: Store;
  stripe: StripeGateway;
  newId: NewId;
}

/** Each round is overtaken only by a change that somebody made in that moment. */
const MOST_ROUNDS = 5;

/**
 * Brings our copy of a person's cards and the card processor's in step: what was decided here goes there first, then what
 * is there is taken over. An answer that a change here overtook is thrown away and asked for again, so that the older
 * state never overwrites the newer one.
 */
export async function syncCards(parts: CardParts, userId: string, now: Date): Promise<void> {
  for (let round = 1; round <= MOST_ROUNDS; round++) if (await syncOnce(parts, userId, now)) return;
  throw new Error('the cards of a person changed faster than they could be compared');
}

async function syncOnce(parts: CardParts, userId: string, now: Date): Promise<boolean> {
  const { store, stripe, newId } = parts;
  const customerId = await findStripeCustomer(store.db, userId);
  const wallet = await findWallet(store.db, userId);
  if (!wallet) return true;
  if (customerId === undefined) {
    await store.transaction((tx) => noteSynced(tx, userId, now, false));
    return true;
  }
  for (const methodId of await cardsToDetach(store.db, userId)) {
    await stripe.detachCard(methodId);
    await noteDetached(store.db, methodId);
  }
  if (wallet.default_unsent) await sendDefault(parts, { userId, customerId, version: wallet.version });
  const stored = await stripe.readCards(customerId);
  return store.transaction(async (tx) => {
    const locked = await lockWallet(tx, userId);
    if (locked?.version !== wallet.version) return false;
    if (!stored) await forgetCustomer(tx, userId, customerId);
    return takeOver(tx, stored ?? { cards: [], defaultId: undefined }, { userId, now, newId });
  });
}

interface WalletState {
  userId: string;
  customerId: string;
  version: bigint;
}

async function sendDefault({ store, stripe }: CardParts, { userId, customerId, version }: WalletState): Promise<void> {
  const chosen = await findDefaultMethod(store.db, userId);
  // Refused when the card is gone there: what is taken over next decides anew.
  if (!(await stripe.setDefaultCard(customerId, chosen?.stripe_payment_method_id))) return;
  await store.transaction(async (tx) => {
    const locked = await lockWallet(tx, userId);
    if (locked?.version === version) await setDefaultUnsent(tx, userId, false);
  });
}

/** True when both sides are equal now; false when something is left to be sent. */
async function takeOver(
  tx: Tx,
  stored: CustomerCards,
  facts: { userId: string; now: Date; newId: NewId },
): Promise<boolean> {
  const { userId, now } = facts;
  const wallet = await lockWallet(tx, userId);
  const changes = compareCards({
    known: await knownCards(tx, userId),
    stored: stored.cards,
    storedDefault: stored.defaultId,
    defaultUnsent: wallet?.default_unsent ?? false,
  });
  await applyCardChanges(tx, changes, facts);
  await setDefaultUnsent(tx, userId, changes.defaultUnsent);
  await noteSynced(tx, userId, now, changes.keep.length > 0);
  return changes.detach.length === 0 && !changes.defaultUnsent;
}
