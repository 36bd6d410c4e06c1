import { payoutEvents, reviewEvents } from './account-events.ts';
import { cardEvents } from './card-events.ts';
import { disputeEvents, fraudWarningEvents } from './dispute-events.ts';
import type { EventFamily } from './family.ts';
import { paymentEvents } from './payment-events.ts';
import { refundEvents } from './refund-events.ts';
import { unreadableEvents } from './unreadable-events.ts';

/** Every event that we act on; the first family that handles a type has it. All others are kept as `ignored`. */
export const eventFamilies: readonly EventFamily[] = [
  paymentEvents,
  cardEvents,
  refundEvents,
  disputeEvents,
  fraudWarningEvents,
  payoutEvents,
  reviewEvents,
  unreadableEvents,
];
