import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The body that Stripe puts under `error`. */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  network_decline_code?: string;
  advice_code?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
  setup_intent?: unknown;
}

/** An answer other than 2xx, worded and coded as Stripe does. */
export class StripeError extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: ErrorBody;

  constructor(status: ContentfulStatusCode, body: ErrorBody) {
    super(body.message);
    this.name = 'StripeError';
    this.status = status;
    this.body = body;
  }

  /**
   * Whether an idempotency key remembers this answer: Stripe saves results only once the endpoint runs, so refused
   * parameters, missing objects and conflicts may be sent again under the same key.
   */
  get remembered(): boolean {
    return this.status === 402 || (this.status === 400 && this.body.param === undefined);
  }
}

export function invalidRequest(message: string, more: { code?: string; param?: string } = {}): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message, ...more });
}

/** Something named in a parameter answers 400, something named in the path 404. */
export function resourceMissing(noun: string, id: string, param: string, place: 'path' | 'param'): StripeError {
  return new StripeError(place === 'path' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  });
}

export function unauthorized(message: string, code?: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message, ...(code ? { code } : {}) });
}
