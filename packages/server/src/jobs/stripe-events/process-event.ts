import type { Tx } from '../../postgres/store.ts';
import { findEvent, finishEvent, lockEvent, postponeEvent } from '../../postgres/stripe-events.ts';
import { openTask } from '../../postgres/tasks.ts';
import type { EventFamily, EventOutcome, EventParts, InboxEvent } from './family.ts';
import { eventFamilies } from './index.ts';

/** Works on one stored event; a repeat finds it done. What nobody handles is kept as `ignored`. */
export async function processStripeEvent(
  parts: EventParts,
  eventId: string,
  families: readonly EventFamily[] = eventFamilies,
): Promise<void> {
  const { store, clock } = parts;
  const event = await findEvent(store.db, eventId);
  if (!event || event.processed_at) return;
  const family = families.find(({ handles }) => handles(event.type));
  const effect = await family?.work(parts, event);
  const now = clock.now();
  await store.transaction(async (tx) => {
    const locked = await lockEvent(tx, eventId);
    if (!locked || locked.processed_at) return;
    const outcome: EventOutcome = effect ? await effect(tx, now) : { kind: 'done', outcome: 'ignored' };
    await record(tx, parts, { ...event, received_at: locked.received_at }, outcome, now);
  });
}

const WAIT_AGAIN_MS = 10 * 60_000;
/** A payment that is still missing by then needs a person; the event goes on waiting. */
const LONG_WAIT_MS = 24 * 3_600_000;

async function record(
  tx: Tx,
  { newId }: EventParts,
  event: InboxEvent & { received_at: Date },
  outcome: EventOutcome,
  now: Date,
): Promise<void> {
  const task = { id: newId(now), subject: event.id, details: { eventId: event.id, eventType: event.type }, now };
  switch (outcome.kind) {
    case 'done':
      return finishEvent(tx, event.id, outcome.outcome, now);
    case 'unreadable':
      await openTask(tx, { ...task, kind: 'unreadable_event', detail: `${event.type}: ${outcome.reason}` });
      return finishEvent(tx, event.id, 'unreadable', now);
    case 'waiting': {
      const { paymentIntentId } = outcome;
      if (now.getTime() - event.received_at.getTime() > LONG_WAIT_MS) {
        await openTask(tx, {
          ...task,
          kind: 'event_without_payment',
          detail: `${event.type} is about payment ${paymentIntentId}, which is not known here after a day.`,
          details: { ...task.details, paymentIntentId },
        });
      }
      return postponeEvent(tx, event.id, { paymentIntentId, until: new Date(now.getTime() + WAIT_AGAIN_MS) });
    }
  }
}
