import { monthNumber } from '@marketplace/core/payments';
import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import { notify } from '../../postgres/notifications.ts';
import { cardsThatEnd, noteExpiryTold, type PaymentMethodRow } from '../../postgres/payment-methods.ts';
import type { Store } from '../../postgres/store.ts';

const AHEAD_MS = 30 * 24 * 3_600_000;
const BATCH = 200;

/** Tells each owner once of a card whose last month ends within 30 days. */
export async function tellOfExpiringCards(parts: { store: Store; clock: Clock; newId: NewId }): Promise<void> {
  const { store, clock, newId } = parts;
  const now = clock.now();
  const horizon = new Date(now.getTime() + AHEAD_MS);
  // A month is over when the next begins: it must have begun by then.
  const before = monthNumber(horizon.getUTCFullYear(), horizon.getUTCMonth() + 1);
  for (;;) {
    const cards = await cardsThatEnd(store.db, before, BATCH);
    for (const card of cards) {
      await store.transaction(async (tx) => {
        if (!(await noteExpiryTold(tx, card.id, now))) return;
        await notify(tx, { userId: card.user_id, notice: expiryNotice(card), now, newId });
      });
    }
    if (cards.length < BATCH) return;
  }
}

function expiryNotice(card: PaymentMethodRow) {
  const name = `${brandName(card.brand)} ending in ${card.last4}`;
  const month = `${String(card.exp_month).padStart(2, '0')}/${card.exp_year}`;
  return {
    topic: 'money' as const,
    severity: 'warn' as const,
    dedupeKey: `card-expires:${card.id}:${month}`,
    title: `Your ${name} expires ${month}`,
    body: [
      `The card ${name} can be charged until the end of ${month}. After that, payments with it are declined.`,
      'Add the new card; the old one can then be removed. What runs and your balance are not touched by this.',
    ].join('\n\n'),
    link: '/cards',
    linkLabel: 'Cards',
  };
}

const brandName = (brand: string): string => brand.charAt(0).toUpperCase() + brand.slice(1);
