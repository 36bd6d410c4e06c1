import { expect } from 'vitest';
import { Problem } from '../../packages/contract/src/problem.ts';
import type { House } from '../house.ts';

export interface Asked {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sends a request below /api/v1 exactly as given: a text body goes out as it is. */
export function ask(house: Pick<House, 'url'>, method: string, path: string, { token, body, headers }: Asked = {}) {
  return fetch(`${house.url}/api/v1${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** The problem of a refusal, after everything that all problems have in common was checked. */
export async function problemOf(answer: Promise<Response>): Promise<Problem> {
  const response = await answer;
  const text = await response.text();
  expect(response.headers.get('content-type'), text).toMatch(/^application\/problem\+json/);
  const problem = Problem.strict().parse(JSON.parse(text));
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem.detail).toMatch(/^\S.*\.$/s);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return problem;
}

/** `status code paths`: the short form in which tables state what is expected. */
export const short = ({ status, code, errors = [] }: Problem): string =>
  [status, code, ...errors.map(({ path }) => path)].join(' ');
