import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';

export interface EventParts {
  store: Store;
  stripe: StripeGateway;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** An event of the inbox. Nothing of it is believed before a family has parsed it. */
export interface InboxEvent {
  id: string;
  type: string;
  payload: unknown;
}

/** What became of an event, written in the transaction of its effect. */
export type EventOutcome =
  /** Decided; a word or sentence for the record. */
  | { kind: 'done'; outcome: string }
  /** Not in the shape that we rely on: a task for the operator. */
  | { kind: 'unreadable'; reason: string }
  /** Told too early: it is kept and worked on again when this payment is settled, and now and then until then. */
  | { kind: 'waiting'; paymentIntentId: string };

/** The effect of an event, in one transaction with its outcome. It may run twice after a conflict: nothing outside is called. */
export type EventEffect = (tx: Tx, now: Date) => Promise<EventOutcome>;

/**
 * Events that belong together, in a file of their own, listed in `index.ts`. `work` may ask Stripe for the present state,
 * since events come in any order and any number of times; what it answers runs in the transaction that records the outcome.
 * When `work` throws, the event stays unprocessed and is tried again.
 */
export interface EventFamily {
  handles(type: string): boolean;
  work(parts: EventParts, event: InboxEvent): Promise<EventEffect>;
}

export const done = (outcome: string): EventOutcome => ({ kind: 'done', outcome });
export const unreadable = (reason: string): EventOutcome => ({ kind: 'unreadable', reason });
export const waitingFor = (paymentIntentId: string): EventOutcome => ({ kind: 'waiting', paymentIntentId });
