import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { beginSweep, endSweep } from '../postgres/event-sweep.ts';
import type { Store } from '../postgres/store.ts';
import { storeEvent } from '../postgres/stripe-events.ts';
import type { StripeGateway } from '../stripe/gateway.ts';
import { eventFamilies } from './stripe-events/index.ts';

/** So long an event may take to come by itself. */
const PATIENCE_MS = 10 * 60_000;
const EVERY_MS = 10 * 60_000;
const OVERLAP_MS = 5 * 60_000;

/** Reads Stripe's own list of events and takes in those that no webhook brought: refunds and disputes are not lost. */
export async function sweepEvents(parts: { store: Store; stripe: StripeGateway; clock: Clock; log: Logger }) {
  const { store, stripe, clock, log } = parts;
  const now = clock.now();
  const sweep = await beginSweep(store.db, now, EVERY_MS);
  if (!sweep) return;
  const until = new Date(now.getTime() - PATIENCE_MS);
  const since = new Date(sweep.sweptUntil.getTime() - OVERLAP_MS);
  if (since >= until) return;
  try {
    for await (const event of stripe.eventsBetween(since, until)) {
      if (!eventFamilies.some(({ handles }) => handles(event.type))) continue;
      await store.transaction((tx) => storeEvent(tx, event, now));
    }
    await endSweep(store.db, until);
  } catch (error) {
    log.warn({ err: error }, 'the list of events could not be read; it will be read again');
  }
}
