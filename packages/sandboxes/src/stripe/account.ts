import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../clock.ts';
import { type EventRecord, ObjectStore } from './object-store.ts';
import type { OrderedDeclines } from './payments/ordered-declines.ts';
import { newId } from './protocol/ids.ts';

export const apiVersion = '2026-10-28.endive';

/** Things that settle a moment after the request that began them. */
export type Outcome = 'bank-payment' | 'dispute-overdue' | 'payout-arrives' | 'refund-succeeds' | 'refund-fails';

/** The request that an event names as its cause; without one the event came by itself. */
export interface Cause {
  id: string | null;
  idempotency_key: string | null;
}

/** The sandbox's one Stripe account, as an operation sees it. All writes of an operation share one transaction. */
export interface Account {
  readonly objects: ObjectStore;
  /** Base address of the sandbox, for the links that objects carry. */
  readonly url: string;
  /** Unix seconds by the sandbox clock. */
  now(): number;
  /** Records an event with a copy of the object as it is now, and queues its delivery. */
  emit(type: string, object: unknown, previousAttributes?: Record<string, unknown>): void;
  /** Lets `outcome` happen to the object in a few seconds, or when the given time has passed. */
  later(outcome: Outcome, id: string, afterMs?: number): void;
  /** The decline that somebody ordered for an attempt like this one, if any; it is spent with that. */
  takeDecline: OrderedDeclines['take'];
}

export interface AccountParts {
  state: DatabaseSync;
  clock: SandboxClock;
  url: () => string;
  /** Queues an event for the endpoints that want it and answers how many there are. */
  queueEvent: (event: EventRecord) => number;
  queueOutcome: (outcome: Outcome, id: string, afterMs?: number) => void;
  takeDecline: OrderedDeclines['take'];
  /** Runs after each committed transaction. */
  committed: () => void;
}

export type OpenAccount = ReturnType<typeof openAccount>;

export function openAccount(parts: AccountParts) {
  const objects = new ObjectStore(parts.state);
  const now = () => Math.floor(parts.clock.now() / 1000);

  const causedBy = (cause: Cause): Account => ({
    objects,
    get url() {
      return parts.url();
    },
    now,
    emit(type, object, previousAttributes) {
      const event: EventRecord = {
        id: newId('evt'),
        object: 'event',
        api_version: apiVersion,
        created: now(),
        data: {
          object: structuredClone(object),
          ...(previousAttributes ? { previous_attributes: previousAttributes } : {}),
        },
        livemode: false,
        pending_webhooks: 0,
        request: cause,
        type,
      };
      event.pending_webhooks = parts.queueEvent(event);
      objects.add(event);
    },
    later: parts.queueOutcome,
    takeDecline: parts.takeDecline,
  });

  return {
    objects,
    clock: parts.clock,
    causedBy,
    /** Runs `work` in one transaction: what it throws undoes everything, unless `keep` says that the error is an answer. */
    transact<Result>(work: () => Result, keep: (error: unknown) => boolean = () => false): Result {
      parts.state.exec('begin immediate');
      try {
        const result = work();
        parts.state.exec('commit');
        return result;
      } catch (error) {
        parts.state.exec(keep(error) ? 'commit' : 'rollback');
        throw error;
      } finally {
        parts.committed();
      }
    },
  };
}

/** The cause of what nobody asked for: time passing, a bank's answer, the control page. */
export const noCause: Cause = { id: null, idempotency_key: null };
