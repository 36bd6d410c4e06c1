import { z } from '@hono/zod-openapi';

/** Every code with which the API says no. Stable: programs may rely on them. */
export const problemCodes = [
  'validation_failed',
  'malformed_body',
  'unauthenticated',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'insufficient_balance',
  'amount_out_of_range',
  'idempotency_key_required',
  'idempotency_key_invalid',
  'idempotency_conflict',
  'request_in_progress',
  'no_capacity',
  'node_unavailable',
  'quote_expired',
  'quote_mismatch',
  'name_taken',
  'deployment_final',
  'ssh_key_exists',
  'spending_cap_reached',
  'account_suspended',
  'last_operator',
  'maintenance_overlap',
  'maintenance_over',
  'task_not_retryable',
  'top_up_not_cancellable',
  'signature_invalid',
  'account_taken',
  'account_in_use',
  'account_not_connected',
  'challenge_expired',
  'node_not_owned',
  'node_taken',
  'node_leaving',
  'request_open',
  'request_final',
  'payload_too_large',
  'rate_limited',
  'temporarily_unavailable',
  'internal_error',
  'top_up_not_refundable',
  'dispute_not_answerable',
  'refund_exceeds_payment',
  'coupon_unknown',
  'coupon_expired',
  'coupon_used_up',
  'coupon_limit_reached',
  'coupon_exists',
  'settings_changed',
  'price_in_force',
  'maintenance_mode',

  'payout_address_missing',
  'payout_exceeds_payable',
  'payout_decided',
  'no_payout_waiting',
  'price_too_old',
  'float_too_small',

  'operation_in_progress',
  'action_not_allowed',
  'saved_filter_name_taken',
  'saved_filter_limit_reached',
  'no_liquidity',
  'price_impact_too_large',
  'price_out_of_bounds',
  'treasury_not_ready',
  'wallet_too_small',
  'transfer_in_flight',
  'not_awaiting_signature',
  'signed_transaction_differs',
  'trustline_missing',
  'movement_explained',

  'top_up_answered',
  'top_up_not_possible',
  'policy_not_paused',
  'alliance_state',
  'alliance_too_small',
  'alliance_name_taken',
  'quorum_missing',
  'already_member',
  'invitation_exists',
  'invitation_over',
  'node_in_alliance',
  'vote_exists',
  'vote_closed',
  'vote_not_yours',

  'agreement_open',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** RFC 9457 problem document; `errors` names the fields and says what would be right. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(problemCodes),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof Problem>;

const sentences: Record<number, string> = {
  400: 'The input is wrong; `errors` names each field.',
  401: 'No valid access token.',
  402: 'The balance is too small; `details.missing` says how much is missing.',
  403: 'The signed-in person lacks the role.',
  404: 'No such thing, or it belongs to somebody else.',
  409: 'The present state does not allow this.',
  413: 'The body is too large.',
  422: 'The request is understood but cannot be met.',
  429: 'Too many requests; `Retry-After` says when to try again.',
  503: 'An outside system does not answer, or new orders are paused; `Retry-After` says when to try again.',
};

/** Response entries for the given statuses, all answering a Problem. */
export function problems<const S extends number>(...statuses: S[]) {
  const entry = (status: number) => ({
    description: sentences[status] ?? 'The request failed.',
    content: { 'application/problem+json': { schema: Problem } },
  });
  return Object.fromEntries(statuses.map((status) => [status, entry(status)])) as Record<S, ReturnType<typeof entry>>;
}
