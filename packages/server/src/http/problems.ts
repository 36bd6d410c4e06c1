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
  spending_cap_reached: 409,
  account_suspended: 403,
  last_operator: 409,
  maintenance_overlap: 409,
  maintenance_over: 409,
  task_not_retryable: 409,
  top_up_not_cancellable: 409,
  signature_invalid: 400,
  account_taken: 409,
  account_in_use: 409,
  account_not_connected: 409,
  challenge_expired: 409,
  node_not_owned: 422,
  node_taken: 409,
  node_leaving: 409,
  request_open: 409,
  request_final: 409,
  payload_too_large: 413,
  rate_limited: 429,
  temporarily_unavailable: 503,
  internal_error: 500,
  top_up_not_refundable: 409,
  dispute_not_answerable: 409,
  refund_exceeds_payment: 409,
  coupon_unknown: 422,
  coupon_expired: 422,
  coupon_used_up: 422,
  coupon_limit_reached: 422,
  coupon_exists: 409,
  settings_changed: 409,
  price_in_force: 409,
  maintenance_mode: 503,

  payout_address_missing: 409,
  payout_exceeds_payable: 409,
  payout_decided: 409,
  no_payout_waiting: 409,
  price_too_old: 503,
  float_too_small: 409,
  saved_filter_name_taken: 409,
  saved_filter_limit_reached: 409,

  operation_in_progress: 409,
  action_not_allowed: 409,
  no_liquidity: 422,
  price_impact_too_large: 422,
  price_out_of_bounds: 422,
  treasury_not_ready: 409,
  wallet_too_small: 409,
  transfer_in_flight: 409,
  not_awaiting_signature: 409,
  signed_transaction_differs: 422,
  trustline_missing: 409,
  movement_explained: 409,

  top_up_answered: 409,
  top_up_not_possible: 409,
  policy_not_paused: 409,
  alliance_state: 409,
  alliance_too_small: 409,
  alliance_name_taken: 409,
  quorum_missing: 409,
  already_member: 409,
  invitation_exists: 409,
  invitation_over: 409,
  node_in_alliance: 409,
  vote_exists: 409,
  vote_closed: 409,
  vote_not_yours: 409,

  agreement_open: 409,
} as const satisfies Record<ProblemCode, number>;

const titles: Partial<Record<ProblemCode, string>> = {
  validation_failed: 'The input is not valid',
  malformed_body: 'The body is not JSON',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  insufficient_balance: 'The balance is too small',
  no_capacity: 'No node fits',
  spending_cap_reached: 'Your limit is reached',
  internal_error: 'A fault on our side',
  settings_changed: 'Somebody else was first',
  maintenance_mode: 'Maintenance',
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
  /** When it may be tried again, for the header of that name. */
  /** When it makes sense to try again. */
  readonly retryAfterSeconds: number | undefined;
  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      errors?: FieldError[];
      details?: Readonly<Record<string, unknown>>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
    this.code = code;
    this.errors = more.errors;
    this.details = more.details;
    this.retryAfterSeconds = more.retryAfterSeconds;
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
  if (problem.retryAfterSeconds !== undefined) headers['retry-after'] = String(problem.retryAfterSeconds);
  if (status === 503) headers['retry-after'] = String(problem.retryAfterSeconds ?? 5);
  return new Response(JSON.stringify(body), { status, headers });
}
