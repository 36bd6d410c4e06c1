import type { Store } from '../../postgres/store.ts';
import { storeEvent } from '../../postgres/stripe-events.ts';
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
    await store.transaction((tx) => storeEvent(tx, event, now));
    wake();
    return c.json({ received: true as const }, 200);
  };
