import { enqueue } from '../../postgres/jobs.ts';
import { storeEvent } from '../../postgres/payments.ts';
import type { Store } from '../../postgres/store.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

export interface WebhookParts {
  store: Store;
  stripe: StripeGateway;
  /** Starts the background work at once where nothing else would. */
  wake: () => void;
}

/** Stored before it is acknowledged, once per event id; what it means is decided in the background, in any order. */
export const receiveStripeEvent =
  ({ store, stripe, wake }: WebhookParts): Handler<'receiveStripeEvent'> =>
  async (c) => {
    const body = await c.req.text();
    const now = c.get('now');
    const event = stripe.readEvent(body, c.req.header('stripe-signature') ?? '', now);
    if (!event) throw new HttpProblem('signature_invalid', 'The signature does not fit the body.');
    await store.transaction(async (tx) => {
      const fresh = await storeEvent(tx, event, now);
      if (fresh)
        await enqueue(tx, 'payments.process-event', { eventId: event.id }, { key: `stripe-event:${event.id}` });
    });
    wake();
    return c.json({ received: true as const }, 200);
  };
