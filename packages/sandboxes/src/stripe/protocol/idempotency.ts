import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { StripeError } from './errors.ts';

const keptMs = 24 * 3_600_000;

/** An answer as it was first given. */
export interface Answer {
  status: ContentfulStatusCode;
  body: string;
  requestId: string;
}

export interface KeyedRequest {
  key: string;
  method: string;
  path: string;
  /** The raw body: equal requests have equal text. */
  body: string;
}

export type IdempotencyKeys = ReturnType<typeof createIdempotencyKeys>;

/** Remembers the first answer to each idempotency key for 24 hours of the sandbox's clock. */
export function createIdempotencyKeys(state: DatabaseSync, nowMs: () => number) {
  state.exec(`create table if not exists idempotency_keys (
    key text primary key, path text not null, hash text not null, status integer not null, body text not null,
    request_id text not null, created_ms integer not null)`);
  const inFlight = new Set<string>();

  return {
    /** The remembered answer, or undefined when this request is the first; refuses misuse of the key. */
    recall(request: KeyedRequest): Answer | undefined {
      if (request.key.length > 255) throw idempotencyError(400, 'Idempotency keys may be at most 255 characters long.');
      state.prepare('delete from idempotency_keys where created_ms <= ?').run(nowMs() - keptMs);
      const row = state.prepare('select * from idempotency_keys where key = ?').get(request.key);
      if (!row) return undefined;
      if (row.path !== `${request.method} ${request.path}`) {
        throw idempotencyError(
          400,
          `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.path}' vs '${String(row.path).split(' ')[1]}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
        );
      }
      if (row.hash !== hashOf(request)) {
        throw idempotencyError(
          400,
          `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
        );
      }
      return {
        status: Number(row.status) as ContentfulStatusCode,
        body: String(row.body),
        requestId: String(row.request_id),
      };
    },
    /** Takes the key while the request runs; gives back how to let go of it. */
    hold(key: string): () => void {
      if (inFlight.has(key)) {
        throw idempotencyError(
          409,
          `There is currently another in-progress request using this Idempotent Key (that probably means you submitted this request twice, and the other request is still going through): ${key}. Please try again later.`,
          'idempotency_key_in_use',
        );
      }
      inFlight.add(key);
      return () => inFlight.delete(key);
    },
    remember(request: KeyedRequest, answer: Answer): void {
      state
        .prepare('insert or replace into idempotency_keys values (?, ?, ?, ?, ?, ?, ?)')
        .run(
          request.key,
          `${request.method} ${request.path}`,
          hashOf(request),
          answer.status,
          answer.body,
          answer.requestId,
          nowMs(),
        );
    },
  };
}

function hashOf(request: KeyedRequest): string {
  return createHash('sha256').update(request.body).digest('hex');
}

function idempotencyError(status: 400 | 409, message: string, code?: string): StripeError {
  return new StripeError(status, { type: 'idempotency_error', message, ...(code ? { code } : {}) });
}
