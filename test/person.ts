import { type Answer, type CallInput, type Client, createClient } from '../packages/contract/src/client.ts';
import type { OperationId } from '../packages/contract/src/operations.ts';
import { checkAnswer } from './answers.ts';

/** Somebody who uses the API: signed in with the sandbox issuer's password grant. */
export interface Person {
  call: Client;
  token: string;
  /** A raw request below /api/v1, for answers that the typed client would not send. */
  raw(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export async function signIn(
  house: { url: string; env: Record<string, string> },
  email: string,
  password = 'demo-Passw0rd',
): Promise<Person> {
  const ask = () => accessToken(house, email, password);
  return personWith(house.url, await ask(), ask);
}

async function accessToken(house: { env: Record<string, string> }, email: string, password: string): Promise<string> {
  const response = await fetch(new URL('oauth/token', house.env.OIDC_ISSUER), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'password',
      username: email,
      password,
      audience: house.env.AUTH0_AUDIENCE,
      client_id: house.env.AUTH0_CLIENT_ID,
      scope: 'openid profile email',
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (!token) throw new Error(`${email} could not sign in: ${response.status}`);
  return token;
}

/** `renew` gives another token when the day of the first is over. */
export function personWith(url: string, token: string, renew?: () => Promise<string>): Person {
  let current = token;
  const client = createClient({
    origin: url,
    async token({ fresh }) {
      if (fresh && renew) current = await renew();
      return current;
    },
  });
  return {
    token,
    call: async (operation, input) => {
      const answer = await client(operation, input);
      checkAnswer(operation, answer);
      return answer;
    },
    raw: (method, path, body, headers = {}) =>
      fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

/** Asks until the answer is as wanted; fails with the last answer after `withinMs` of real time. */
export async function until<Id extends OperationId>(
  person: Person,
  operation: Id,
  input: CallInput<Id>,
  wanted: (answer: Answer<Id>) => boolean,
  withinMs = 30_000,
): Promise<Answer<Id>> {
  const end = performance.now() + withinMs;
  for (;;) {
    const asked = performance.now();
    const answer = await person.call(operation, input);
    if (wanted(answer)) return answer;
    if (performance.now() > end) throw new Error(`${operation} did not become as wanted: ${JSON.stringify(answer)}`);
    // A runtime that is slow to answer is asked less often: asking would keep it from what is waited for.
    await new Promise((resolve) => setTimeout(resolve, Math.max(150, 2 * (performance.now() - asked))));
  }
}
