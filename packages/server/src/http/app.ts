import { OpenAPIHono as App, type OpenAPIHono } from '@hono/zod-openapi';
import { API_BASE_PATH, type OperationId, operations, routes } from '@marketplace/contract';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { type AuthenticationParts, authenticate, requireAccess } from './authenticate.ts';
import type { HttpContext, HttpEnv } from './context.ts';
import { openApiDocument } from './openapi.ts';
import type { Handlers } from './operation.ts';
import { type FieldError, HttpProblem, problemResponse } from './problems.ts';
import { securityHeaders } from './security-headers.ts';

export interface AppParts {
  handlers: Handlers;
  authentication: AuthenticationParts;
  clock: Clock;
  newId: NewId;
  log: Logger;
  /** Origins that pages may load from besides our own. */
  trustedOrigins: { scripts: string[]; connect: string[]; frames: string[] };
}

const MAX_BODY_BYTES = 256 * 1024;
const MAX_DRAINED_BYTES = 8 * 1024 * 1024;

/** The whole API as one fetch function; the same for the Node process and for the functions. */
export function createApp(parts: AppParts): OpenAPIHono<HttpEnv> {
  const app = new App<HttpEnv>({ defaultHook: refuseInvalid });
  app.use(async (c, next) => {
    c.set('requestId', parts.newId(parts.clock.now()));
    c.set('now', parts.clock.now());
    await next();
    c.header('x-request-id', c.get('requestId'));
  });
  app.use(securityHeaders(parts.trustedOrigins));
  app.use(`${API_BASE_PATH}/*`, bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseLarge }));
  app.use(`${API_BASE_PATH}/*`, refuseNul);
  app.use(`${API_BASE_PATH}/*`, authenticate(parts.authentication));
  app.onError((error, c) => {
    if (error instanceof HttpProblem) return problemResponse(c, error);
    if (error instanceof HTTPException && (error.status === 400 || error.status === 415)) {
      return problemResponse(
        c,
        new HttpProblem('malformed_body', 'The body must be valid JSON, sent as application/json.'),
      );
    }
    parts.log.error({ err: error, requestId: c.get('requestId'), path: c.req.path }, 'request failed');
    return problemResponse(
      c,
      new HttpProblem(
        'internal_error',
        'Something broke on our side; it was recorded. What you asked may not have been done.',
      ),
    );
  });
  app.notFound(nothingThere);
  mount(app, parts.handlers);
  app.get(`${API_BASE_PATH}/openapi.json`, (c) => c.json(openApiDocument()));
  return app;
}

function mount(app: OpenAPIHono<HttpEnv>, handlers: Handlers) {
  const api = new App<HttpEnv>({ defaultHook: refuseInvalid });
  for (const id of Object.keys(routes) as OperationId[]) {
    const route = routes[id];
    // Access is checked before the input: a stranger learns nothing about what would be valid.
    const guarded = { ...route, middleware: [requireAccess(route)] };
    api.openapi(guarded as never, handlers[id] as never);
  }
  app.route(API_BASE_PATH, api);
}

type ValidationResult =
  | { success: true }
  | { success: false; target: string; error: { issues: { path: PropertyKey[]; message: string; code: string }[] } };

function refuseInvalid(result: ValidationResult) {
  if (result.success) return;
  // An id that cannot be one is an unknown id.
  if (result.target === 'param') throw new HttpProblem('not_found', 'There is nothing with this id.');
  const errors: FieldError[] = result.error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    const unknown = (issue as { keys?: string[] }).keys;
    if (unknown)
      return unknown.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'is not a known field' }));
    return [{ path: path || result.target, message: lowerFirst(issue.message) }];
  });
  const first = errors[0];
  if (first?.path === 'idempotency-key')
    throw new HttpProblem('idempotency_key_invalid', `Idempotency-Key ${first.message}.`, { errors });
  throw new HttpProblem('validation_failed', first ? `${first.path}: ${first.message}.` : 'The input is not valid.', {
    errors,
  });
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const WEBHOOK = `${API_BASE_PATH}${operations.receiveStripeEvent[1]}`;

/** No text of ours holds the character that PostgreSQL cannot store. Signed events are kept whatever is in them. */
const refuseNul: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (c.req.path === WEBHOOK) return next();
  const body = c.req.method === 'GET' || c.req.method === 'HEAD' ? '' : await c.req.text();
  if (/%00/.test(c.req.url) || /\\u0000|\0/.test(body))
    throw new HttpProblem('malformed_body', 'The request must not contain the character U+0000.');
  await next();
};

const addresses = Object.values(operations).map(([method, path]) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${API_BASE_PATH}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

function nothingThere(c: HttpContext): Response {
  const allowed = addresses.filter(({ pattern }) => pattern.test(c.req.path)).map(({ method }) => method);
  if (allowed.length === 0)
    return problemResponse(c, new HttpProblem('not_found', 'There is nothing at this address.'));
  const verbs = allowed.join(', ');
  const answer = problemResponse(c, new HttpProblem('method_not_allowed', `This address takes ${verbs} only.`));
  answer.headers.set('allow', verbs);
  return answer;
}

/** What is on its way is read to its end, within reason: a connection that is cut takes the answer with it. */
async function refuseLarge(c: HttpContext): Promise<never> {
  const { body } = c.req.raw;
  const reader = body && !body.locked ? body.getReader() : undefined;
  for (let left = MAX_DRAINED_BYTES; reader && left > 0; ) {
    const { done, value } = await reader.read();
    if (done) break;
    left -= value.length;
  }
  throw new HttpProblem('payload_too_large', `The body must not be larger than ${MAX_BODY_BYTES / 1024} KiB.`);
}
