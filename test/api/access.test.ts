import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OperationId, operations } from '../../packages/contract/src/operations.ts';
import { routes } from '../../packages/contract/src/routes.ts';
import { type House, startHouse } from '../house.ts';
import { controlAt, eventually, newPerson, type Stranger } from '../invariants/scene.ts';
import { type Person, signIn } from '../person.ts';
import { ask, problemOf, short } from './refused.ts';

const OPERATOR = 'founder@people.test';
let house: House;
let founder: Stranger;
let user: Person;
beforeAll(async () => {
  house = await startHouse({ env: { OPERATOR_EMAILS: OPERATOR } });
  founder = await newPerson(house, OPERATOR);
  user = await signIn(house, 'user@demo.test');
});
afterAll(() => house?.close());

/** Every operation with a path that exists, by who may call it. */
const all = Object.entries(operations).map(([id, [method, path]]) => ({
  id: id as OperationId,
  access: routes[id as OperationId]['x-access'],
  method: method.toUpperCase(),
  path: path.replace('{id}', path.startsWith('/apps') ? 'vm' : path.startsWith('/nodes') ? '11' : randomUUID()),
}));
const guarded = all.filter(({ access }) => access !== 'public');
const forRoles = all.filter(({ access }) => access !== 'public' && access !== 'signed-in');
const refused = async (method: string, path: string, headers: Record<string, string> = {}) =>
  short(await problemOf(ask(house, method, path, { headers })));

describe('without a valid token', () => {
  it.each(guarded)('$method $path asks for a sign-in before it looks at the input', async ({ method, path }) => {
    expect(await refused(method, path)).toBe('401 unauthenticated');
  });

  it('says how to sign in', async () => {
    expect((await ask(house, 'GET', '/me')).headers.get('www-authenticate')).toBe('Bearer');
  });

  it('a bad token is never an anonymous caller, on public addresses too', async () => {
    const [header = '', payload = '', signature = ''] = user.token.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'auth0|000000000000000000000000' })).toString(
      'base64url',
    );
    const bad = [
      'Bearer',
      'Bearer ',
      'Bearer x',
      'Basic dXNlcjpwYXNz',
      user.token,
      `Bearer ${unsigned}`,
      `Bearer ${header}.${forged}.${signature}`,
      `Bearer ${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `Bearer ${await idToken()}`,
      `Bearer ${user.token} ${user.token}`,
      `Bearer ${'x'.repeat(9000)}`,
    ];
    for (const authorization of bad)
      for (const path of ['/me', '/health', '/config', '/nodes', '/apps', '/auth/login'])
        expect(await refused('GET', path, { authorization }), `${path} ${authorization.slice(0, 40)}`).toBe(
          '401 unauthenticated',
        );
    expect(await refused('POST', '/payments/webhook', { authorization: 'Bearer x' })).toBe('401 unauthenticated');
  });

  it('the token of another audience is refused', async () => {
    const payload = JSON.parse(Buffer.from((await idToken()).split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toMatchObject({ iss: house.env.OIDC_ISSUER, aud: house.env.AUTH0_CLIENT_ID });
    expect(await refused('GET', '/me', { authorization: `Bearer ${await idToken()}` })).toBe('401 unauthenticated');
  });
});

describe('with the wrong role', () => {
  it.each(forRoles)('$method $path is forbidden', async ({ method, path }) => {
    for (const { token } of [user, founder])
      expect(await refused(method, path, { authorization: `Bearer ${token}` })).toBe('403 forbidden');
  });

  it("the operator's address makes no operator until it is verified, and then at once", async () => {
    expect(await founder.call('getProfile')).toMatchObject({
      email: OPERATOR,
      emailVerified: false,
      roles: ['cloud-user'],
    });
    const control = controlAt(house.sandboxes.urls.control);
    const link = await eventually(async () => {
      const { items } = await control.get<{ items: { text: string }[] }>(`/mail?to=${OPERATOR}`);
      return /https?:\/\/\S+/.exec(items[0]?.text ?? '')?.[0];
    });
    await fetch(link, { redirect: 'manual' });
    expect(await founder.call('getProfile')).toMatchObject({
      emailVerified: true,
      roles: ['cloud-user', 'cloud-operator'],
    });
    expect((await founder.call('getOperatorOverview', { query: {} })).ledger.balanced).toBe(true);
    const { rows } = await house.marketplace.adapters.store.pool.query(
      "select actor, action from audit_log where action = 'role.granted'",
    );
    expect(rows).toEqual([{ actor: 'configuration', action: 'role.granted' }]);
  });

  it('a revoked role stops at once', async () => {
    await house.marketplace.adapters.store.pool.query(
      "update role_grants set revoked_at = granted_at where role = 'cloud-operator'",
    );
    expect(await refused('GET', '/operator/overview', { authorization: `Bearer ${founder.token}` })).toBe(
      '403 forbidden',
    );
  });
});

describe('returnTo', () => {
  it.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    'javascript:alert(1)',
    'evil.test',
    '/ok\n//evil.test',
    '',
  ])('%j leads nowhere', async (returnTo) => {
    for (const path of ['/auth/login', '/auth/logout'])
      expect(await refused('GET', `${path}?returnTo=${encodeURIComponent(returnTo)}`)).toBe(
        '400 validation_failed returnTo',
      );
  });

  it('leads to an own page', async () => {
    const answer = await ask(house, 'GET', '/auth/login?returnTo=%2Fdeployments%3Fstatus%3Dlive');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      '/sign-in?returnTo=%2Fdeployments%3Fstatus%3Dlive',
    ]);
  });
});

// The last: time only moves forward.
it('a token is refused when its day is over, and a new one is accepted', async () => {
  expect((await user.raw('GET', '/me')).status).toBe(200);
  await house.sandboxes.clock.advance(25 * 3600);
  for (const path of ['/me', '/health', '/nodes'])
    expect(await refused('GET', path, { authorization: `Bearer ${user.token}` })).toBe('401 unauthenticated');
  expect((await (await signIn(house, 'user@demo.test')).raw('GET', '/me')).status).toBe(200);
});

/** Signed by the same issuer for the same person, but meant for the console. */
async function idToken(): Promise<string> {
  const response = await fetch(new URL('oauth/token', house.env.OIDC_ISSUER), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'password',
      username: 'user@demo.test',
      password: 'demo-Passw0rd',
      audience: house.env.AUTH0_AUDIENCE,
      client_id: house.env.AUTH0_CLIENT_ID,
      scope: 'openid profile email',
    }),
  });
  return ((await response.json()) as { id_token: string }).id_token;
}
