import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { apiVersion, type OpenAccount } from './account.ts';
import { identify, type Keys, withoutCallerFields } from './protocol/access.ts';
import { invalidRequest, StripeError } from './protocol/errors.ts';
import { expand } from './protocol/expand.ts';
import type { Fault, Faults } from './protocol/faults.ts';
import { type Form, readForm } from './protocol/form.ts';
import type { Answer, IdempotencyKeys, KeyedRequest } from './protocol/idempotency.ts';
import { newId } from './protocol/ids.ts';
import type { Operation } from './protocol/operation.ts';
import { readParams } from './protocol/params.ts';
import { operations } from './resources/index.ts';

type Env = { Bindings: HttpBindings };

export interface ApiParts {
  account: OpenAccount;
  keys: Keys;
  idempotencyKeys: IdempotencyKeys;
  faults: Faults;
}

/** The `/v1` API: reads, admits, runs and answers requests as Stripe does. */
export function createApi(parts: ApiParts): Hono<Env> {
  const app = new Hono<Env>();
  app.use(
    '/v1/*',
    cors({
      origin: '*',
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Stripe-Version'],
      exposeHeaders: ['Request-Id', 'Stripe-Version', 'Idempotent-Replayed'],
      maxAge: 300,
    }),
  );
  for (const operation of operations) {
    app.on(operation.method, operation.path, (c) => serve(c, parts, operation));
  }
  app.all('/v1/*', (c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
    return respond(c, refusal(new StripeError(404, { type: 'invalid_request_error', message }), newId('req')));
  });
  return app;
}

async function serve(c: Context<Env>, parts: ApiParts, operation: Operation): Promise<Response> {
  const requestId = newId('req').slice(0, 18);
  let letGo: (() => void) | undefined;
  let fault: Fault | undefined;
  let answer: Answer;
  try {
    checkVersion(c.req.header('stripe-version'));
    const { form, body } = await readRequest(c);
    const caller = identify(parts.keys, c.req.header('authorization'), form, operation);
    const key = operation.method === 'POST' ? c.req.header('idempotency-key') : undefined;
    const keyed: KeyedRequest | undefined = key ? { key, method: c.req.method, path: c.req.path, body } : undefined;
    const known = keyed && parts.idempotencyKeys.recall(keyed);
    if (known) return respond(c, known, keyed, true);

    fault = parts.faults.take(c.req.method, c.req.path);
    const broken = await strikeBefore(c, fault, requestId);
    if (broken) return broken;
    if (keyed) letGo = parts.idempotencyKeys.hold(keyed.key);
    if (fault?.kind === 'slow') await wait(fault.ms);

    const run = () => {
      const account = parts.account.causedBy({ id: requestId, idempotency_key: key ?? null });
      const params = readParams(operation.params, withoutCallerFields(form));
      const { id = '', parent = '' } = c.req.param() as Record<string, string>;
      const result = operation.run(account, params, id, caller, parent);
      return JSON.stringify(expand(result, form, account), null, 2);
    };
    answer = execute(parts, run, keyed, requestId);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return respond(c, refusal(error, requestId));
  } finally {
    letGo?.();
  }
  const broken = await strikeAfter(c, fault);
  return (
    broken ??
    respond(c, answer, c.req.header('idempotency-key') ? { key: c.req.header('idempotency-key') ?? '' } : undefined)
  );
}

/** Runs an operation and remembers its answer in one transaction, so that a crash loses both or neither. */
function execute(parts: ApiParts, run: () => string, keyed: KeyedRequest | undefined, requestId: string): Answer {
  return parts.account.transact(() => {
    let answer: Answer;
    try {
      answer = { status: 200, body: run(), requestId };
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      answer = refusal(error, requestId);
      if (!error.remembered) return answer;
    }
    if (keyed) parts.idempotencyKeys.remember(keyed, answer);
    return answer;
  });
}

/** Any of Stripe's versions may be named; the answers always have the shape of the sandbox's own. */
function checkVersion(version: string | undefined): void {
  if (version === undefined || /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?(;.*)?$/.test(version)) return;
  throw invalidRequest(`Invalid Stripe API version: ${version}`);
}

async function readRequest(c: Context<Env>): Promise<{ form: Form; body: string }> {
  const query = new URL(c.req.url).searchParams;
  if (c.req.method === 'GET') return { form: readForm(query), body: '' };
  const body = await c.req.text();
  const type = c.req.header('content-type') ?? '';
  if (body !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    throw invalidRequest(
      `Invalid request (check that your POST content type is application/x-www-form-urlencoded). You sent ${type}.`,
    );
  }
  return { form: readForm(new URLSearchParams(body === '' ? query : body)), body };
}

async function strikeBefore(
  c: Context<Env>,
  fault: Fault | undefined,
  requestId: string,
): Promise<Response | undefined> {
  if (fault?.kind === 'error500') {
    const message = 'Sorry! There was an error while talking to one of our backends. We have been notified.';
    return respond(c, refusal(new StripeError(500, { type: 'api_error', message }), requestId));
  }
  if (fault?.kind === 'error429') {
    const message =
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.';
    return respond(
      c,
      refusal(new StripeError(429, { type: 'invalid_request_error', code: 'rate_limit', message }), requestId),
    );
  }
  return fault?.kind === 'timeoutBeforeEffect' ? silence(c, fault.ms) : undefined;
}

async function strikeAfter(c: Context<Env>, fault: Fault | undefined): Promise<Response | undefined> {
  if (fault?.kind === 'holdAfterEffect') await wait(fault.ms);
  return fault?.kind === 'timeoutAfterEffect' ? silence(c, fault.ms) : undefined;
}

/** Says nothing until the client gives up or the time is over, then breaks off in the middle of an answer. */
async function silence(c: Context<Env>, ms: number): Promise<Response> {
  const { outgoing } = c.env as HttpBindings;
  const over = new AbortController();
  outgoing.once('close', () => over.abort());
  await wait(ms, undefined, { signal: over.signal }).catch(() => undefined);
  let begun = false;
  const brokenOff = new ReadableStream<Uint8Array>(
    {
      // Asked for more, the beginning is on its way.
      async pull(controller) {
        if (begun) outgoing.destroy();
        else controller.enqueue(new TextEncoder().encode('{'));
        begun = true;
        await wait(5);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(brokenOff, { headers: { 'Content-Type': 'application/json', 'Content-Length': '1000' } });
}

function refusal(error: StripeError, requestId: string): Answer {
  const docs = error.body.code
    ? { doc_url: `https://stripe.com/docs/error-codes/${error.body.code.replaceAll('_', '-')}` }
    : {};
  const log = `https://dashboard.stripe.com/test/logs/${requestId}`;
  return {
    status: error.status,
    body: JSON.stringify({ error: { ...error.body, ...docs, request_log_url: log } }, null, 2),
    requestId,
  };
}

function respond(c: Context<Env>, answer: Answer, keyed?: { key: string }, replayed = false): Response {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'Request-Id': replayed ? newId('req').slice(0, 18) : answer.requestId,
    'Stripe-Version': c.req.header('stripe-version') ?? apiVersion,
    'Cache-Control': 'no-cache, no-store',
  };
  if (keyed) headers['Idempotency-Key'] = keyed.key;
  if (replayed) Object.assign(headers, { 'Idempotent-Replayed': 'true', 'Original-Request': answer.requestId });
  if (answer.status === 409) headers['Stripe-Should-Retry'] = 'true';
  if (answer.status === 402 || answer.status === 400) headers['Stripe-Should-Retry'] = 'false';
  return c.body(answer.body, answer.status as ContentfulStatusCode, headers);
}
