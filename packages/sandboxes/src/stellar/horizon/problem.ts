import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** An answer other than success, as Horizon writes it (RFC 7807). */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: Record<string, unknown>;

  constructor(status: ContentfulStatusCode, type: string, title: string, more: { detail: string; extras?: object }) {
    super(title);
    this.name = 'Problem';
    this.status = status;
    this.body = { type: `https://stellar.org/horizon-errors/${type}`, title, status, ...more };
  }

  toResponse(): Response {
    const headers = { 'content-type': 'application/problem+json; charset=utf-8' };
    return new Response(JSON.stringify(this.body), { status: this.status, headers });
  }
}

export const notFound = () =>
  new Problem(404, 'not_found', 'Resource Missing', {
    detail:
      'The resource at the url requested was not found.  This usually occurs for one of two reasons:  The url requested is not valid, or no data in our database could be found with the parameters provided.',
  });

export const invalidField = (field: string, reason: string) =>
  new Problem(400, 'bad_request', 'Bad Request', {
    detail: 'The request you sent was invalid in some way.',
    extras: { invalid_field: field, reason },
  });

export const badRequest = (detail: string) => new Problem(400, 'bad_request', 'Bad Request', { detail });

export const overCapacity = () =>
  new Problem(503, 'server_over_capacity', 'Server Over Capacity', {
    detail:
      'This horizon server is currently overloaded. Please wait for several minutes before trying your request again.',
  });

export const rateLimited = () =>
  new Problem(429, 'rate_limit_exceeded', 'Rate Limit Exceeded', {
    detail:
      'The rate limit for the requesting IP address is over its alloted limit.  The allowed limit and requests left per time period are communicated to clients via the http response headers "X-RateLimit-*" headers.',
  });

export const serverError = () =>
  new Problem(500, 'server_error', 'Internal Server Error', {
    detail: 'An error occurred while processing this request.',
  });

export const unsupportedMediaType = () =>
  new Problem(415, 'unsupported_media_type', 'Unsupported Media Type', {
    detail:
      'The request has an unsupported content type. Presently, the only supported content type is application/x-www-form-urlencoded.',
  });

export const transactionMalformed = (envelopeXdr: string) =>
  new Problem(400, 'transaction_malformed', 'Transaction Malformed', {
    detail:
      'Horizon could not decode the transaction envelope in this request. A transaction should be an XDR TransactionEnvelope struct encoded using base64.  The envelope read from this request is echoed in the `extras.envelope_xdr` field of this response for your convenience.',
    extras: { envelope_xdr: envelopeXdr },
  });

export const transactionFailed = (extras: { envelope_xdr: string; result_xdr: string; result_codes: object }) =>
  new Problem(400, 'transaction_failed', 'Transaction Failed', {
    detail:
      'The transaction failed when submitted to the stellar network. The `extras.result_codes` field on this response contains further details.  Descriptions of each code can be found at: https://developers.stellar.org/api/errors/http-status-codes/horizon-specific/transaction-failed/',
    extras,
  });

export const submissionTimeout = (extras: { hash: string; envelope_xdr: string }) =>
  new Problem(504, 'transaction_submission_timeout', 'Transaction Submission Timeout', {
    detail:
      'Your transaction submission request has timed out. This does not necessarily mean the submission has failed. Before resubmitting, please use the transaction hash provided in `extras.hash` to poll the GET /transactions endpoint for sometime and check if it was included in a ledger.',
    extras,
  });
