import { OpenAPIHono as App, type OpenAPIHono } from '@hono/zod-openapi';
import { API_BASE_PATH, type OperationId, routes } from '@marketplace/contract';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { type AuthenticationParts, authenticate, requireAccess } from './authenticate.ts';
import type { HttpEnv } from './context.ts';
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
  app.use(`${API_BASE_PATH}/*`, authenticate(parts.authentication));
  app.onError((error, c) => {
    if (error instanceof HttpProblem) return problemResponse(c, error);
    if (error instanceof HTTPException && error.status === 400) {
      return problemResponse(c, new HttpProblem('malformed_body', 'The body must be valid JSON.'));
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
  app.notFound((c) => problemResponse(c, new HttpProblem('not_found', 'There is nothing at this address.')));
  mount(app, parts.handlers);
  app.get(`${API_BASE_PATH}/openapi.json`, (c) => c.json(openApiDocument()));
  return app;
}

function mount(app: OpenAPIHono<HttpEnv>, handlers: Handlers) {
  const api = new App<HttpEnv>({ defaultHook: refuseInvalid });
  for (const id of Object.keys(routes) as OperationId[]) {
    const route = routes[id];
    // Access is checked before the input: a stranger learns nothing about what would be valid.
    const guarded = { ...route, middleware: [requireAccess(route['x-access'])] };
    api.openapi(guarded as never, handlers[id] as never);
  }
  app.route(API_BASE_PATH, api);
}

type ValidationResult =
  | { success: true }
  | { success: false; target: string; error: { issues: { path: PropertyKey[]; message: string; code: string }[] } };

function refuseInvalid(result: ValidationResult) {
  if (result.success) return;
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

function refuseLarge(): never {
  throw new HttpProblem('payload_too_large', `The body must not be larger than ${MAX_BODY_BYTES / 1024} KiB.`);
}
