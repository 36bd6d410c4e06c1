import type { z } from '@hono/zod-openapi';
import { API_BASE_PATH, type OperationId, operations } from './operations.ts';
import type { Problem } from './problem.ts';
import type { Routes } from './routes.ts';

type Request<Id extends OperationId> = Routes[Id] extends { request: infer R } ? R : Record<string, never>;
type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type JsonOf<R> = R extends { content: { 'application/json': { schema: infer S } } }
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : never;

type Body<Id extends OperationId> =
  Request<Id> extends { body: { content: { 'application/json': { schema: infer S } } } } ? InputOf<S> : undefined;
type Params<Id extends OperationId> = Request<Id> extends { params: infer S } ? InputOf<S> : undefined;
type Query<Id extends OperationId> = Request<Id> extends { query: infer S } ? InputOf<S> : undefined;

/** What an operation takes: path parameters, query, body, and a key that makes a repeat harmless. */
export type CallInput<Id extends OperationId> = (Params<Id> extends undefined ? unknown : { params: Params<Id> }) &
  (Query<Id> extends undefined ? unknown : { query?: Query<Id> }) &
  (Body<Id> extends undefined ? unknown : { body: Body<Id> }) & { idempotencyKey?: string; signal?: AbortSignal };

/** What an operation answers when it succeeds. */
export type Answer<Id extends OperationId> = JsonOf<
  Routes[Id]['responses'][Extract<keyof Routes[Id]['responses'], 200 | 201 | 202>]
>;

/** The API said no, or could not be reached (`problem.status` 0). */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Origin of the API; the page's own when empty. */
  origin?: string;
  /** Gives an access token, or nothing for a visitor. `fresh` asks for a new one after a 401. */
  token?: (options: { fresh: boolean }) => Promise<string | undefined>;
  fetch?: typeof fetch;
}

export type Client = <Id extends OperationId>(operation: Id, input?: CallInput<Id>) => Promise<Answer<Id>>;

/** A client whose inputs and answers are those of the contract. Throws ApiError. */
export function createClient({ origin = '', token, fetch: send = (...args) => fetch(...args) }: ClientOptions): Client {
  return async (operation, input) => {
    const attempt = async (fresh: boolean) => {
      const accessToken = await token?.({ fresh });
      const { url, init } = buildRequest(operation, (input ?? {}) as LooseInput, origin);
      if (accessToken !== undefined) init.headers.authorization = `Bearer ${accessToken}`;
      return send(url, init);
    };
    try {
      let response = await attempt(false);
      if (response.status === 401 && token) response = await attempt(true);
      if (response.ok) return (response.status === 204 ? undefined : await response.json()) as never;
      throw new ApiError(await readProblem(response));
    } catch (cause) {
      if (cause instanceof ApiError || (cause instanceof DOMException && cause.name === 'AbortError')) throw cause;
      throw new ApiError(unreachable, { cause });
    }
  };
}

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

function buildRequest(operation: OperationId, input: LooseInput, origin: string) {
  const [method, path] = operations[operation];
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input.params?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined) query.set(name, String(value));
  const search = query.size > 0 ? `?${query}` : '';
  const headers: Record<string, string> = { accept: 'application/json' };
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (input.idempotencyKey !== undefined) headers['idempotency-key'] = input.idempotencyKey;
  const init = {
    method: method.toUpperCase(),
    headers,
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(input.signal ? { signal: input.signal } : {}),
  };
  return { url: `${origin}${API_BASE_PATH}${filled}${search}`, init };
}

async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const parsed = JSON.parse(text) as Partial<Problem>;
    if (typeof parsed.code === 'string') return parsed as Problem;
  } catch {
    // Not ours: a proxy answered. Fall through to a problem of our own.
  }
  return {
    type: 'about:blank',
    title: 'Unexpected answer',
    status: response.status,
    code: 'internal_error',
    detail: `The server answered with status ${response.status}.`,
    requestId: response.headers.get('x-request-id') ?? '',
  };
}

const unreachable: Problem = {
  type: 'about:blank',
  title: 'Not reachable',
  status: 0,
  code: 'temporarily_unavailable',
  detail: 'The marketplace could not be reached. Nothing was changed as far as we know; check before you repeat it.',
  requestId: '',
};
