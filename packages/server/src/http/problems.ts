import type { Problem, ProblemCode } from '@marketplace/contract';
import type { Refusal } from '@marketplace/core/refusal';
import type { HttpContext } from './context.ts';

/** Every code and its status; does not compile until each code has one. */
const statuses = {
  validation_failed: 400,
  malformed_body: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  insufficient_balance: 402,
  amount_out_of_range: 400,
  idempotency_key_required: 400,
  idempotency_key_invalid: 400,
  idempotency_conflict: 409,
  request_in_progress: 409,
  no_capacity: 422,
  node_unavailable: 409,
  quote_expired: 409,
  quote_mismatch: 409,
  name_taken: 409,
  deployment_final: 409,
  ssh_key_exists: 409,
  top_up_not_cancellable: 409,
  account_suspended: 403,
  last_operator: 409,
  task_not_retryable: 409,
  signature_invalid: 400,
  payload_too_large: 413,
  rate_limited: 429,
  temporarily_unavailable: 503,
  internal_error: 500,
} as const satisfies Record<ProblemCode, number>;

const titles: Partial<Record<ProblemCode, string>> = {
  validation_failed: 'The input is not valid',
  malformed_body: 'The body is not JSON',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  insufficient_balance: 'The balance is too small',
  no_capacity: 'No node fits',
  internal_error: 'A fault on our side',
};

export interface FieldError {
  path: string;
  message: string;
}

/** An expected "no" on its way out; thrown by handlers, answered in one place. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: FieldError[]; details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.code = code;
    this.errors = more.errors;
    this.details = more.details;
  }
}

/** A refusal of core, whose code is also a code of the contract, as a problem. */
export function problemOf(refusal: Refusal<ProblemCode>): HttpProblem {
  const { errors, ...details } = { ...refusal.details } as Record<string, unknown> & { errors?: FieldError[] };
  return new HttpProblem(refusal.code, refusal.message, {
    ...(errors ? { errors } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  });
}

/** One wrong field. */
export const fieldProblem = (path: string, message: string): HttpProblem =>
  new HttpProblem('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });

export function problemResponse(c: HttpContext, problem: HttpProblem): Response {
  const status = statuses[problem.code];
  const body: Problem = {
    type: `urn:problem:${problem.code}`,
    title: titles[problem.code] ?? problem.code.replaceAll('_', ' '),
    status,
    code: problem.code,
    detail: problem.message,
    requestId: c.get('requestId'),
    ...(problem.errors ? { errors: problem.errors } : {}),
    ...(problem.details ? { details: problem.details } : {}),
  };
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (status === 503) headers['retry-after'] = '5';
  return new Response(JSON.stringify(body), { status, headers });
}
