import type { HttpParts } from '../parts.ts';
import { createTopUp } from './create-top-up.ts';
import { getTopUp } from './get-top-up.ts';
import { receiveStripeEvent } from './receive-stripe-event.ts';

export const paymentsHandlers = (parts: HttpParts) => ({
  createTopUp: createTopUp(parts),
  getTopUp: getTopUp(parts),
  receiveStripeEvent: receiveStripeEvent(parts),
});
