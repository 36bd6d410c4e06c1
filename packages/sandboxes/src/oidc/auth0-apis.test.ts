import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { AUDIENCE, CLIENT_ID, DEMO_PASSWORD } from './constants.ts';
import { claimsOf, machine, sendJson, startHarness } from './testing.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start() {
  const harness = await startHarness();
  closing.push(() => harness.oidc.close());
  const { issuer } = harness.oidc;
  const token = async (body: object) => (await sendJson('POST', `${issuer}oauth/token`, body)).body.access_token ?? '';
  const userToken = () =>
    token({
      grant_type: 'password',
      username: 'user@demo.test',
      password: DEMO_PASSWORD,
      audience: AUDIENCE,
      client_id: CLIENT_ID,
    });
  const machineToken = () =>
    token({
      grant_type: 'client_credentials',
      client_id: machine.clientId,
      client_secret: machine.clientSecret,
      audience: `${issuer}api/v2/`,
    });
  return { ...harness, issuer, userToken, machineToken };
}

describe('access tokens', () => {
  it('are verified by jose with issuer and audience against the published key', async () => {
    const { issuer, userToken } = await start();
    const keys = createRemoteJWKSet(new URL(`${issuer}.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(await userToken(), keys, { issuer, audience: AUDIENCE });
    expect(payload.scope).toBe('openid profile email');
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    await expect(jwtVerify(await userToken(), keys, { issuer, audience: 'https://other.test' })).rejects.toThrow('aud');
  });

  it('let no page of another site read an answer', async () => {
    const { issuer } = await start();
    const from = async (origin: string) => {
      const preflight = await fetch(`${issuer}oauth/token`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      return preflight.headers.get('access-control-allow-origin');
    };
    expect(await from('http://localhost:8888')).toBe('http://localhost:8888');
    expect(await from('https://evil.test')).toBeNull();
  });

  it('are refused by userinfo when changed by one character', async () => {
    const { issuer, userToken } = await start();
    const [head, body, signature] = (await userToken()).split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...claimsOf(`.${body}`), sub: 'auth0|000000000000000000000000' }),
    ).toString('base64url');
    const answer = await fetch(`${issuer}userinfo`, {
      headers: { authorization: `Bearer ${head}.${forged}.${signature}` },
    });
    expect(answer.status).toBe(401);
  });
});

describe('the Authentication API', () => {
  it('signs up, mails the link, and answers as Auth0 does', async () => {
    const { issuer, mails } = await start();
    const url = `${issuer}dbconnections/signup`;
    const account = {
      client_id: CLIENT_ID,
      email: 'new@demo.test',
      password: 'long enough',
      connection: 'Username-Password-Authentication',
    };
    const made = await sendJson('POST', url, account);
    expect(made).toMatchObject({
      status: 200,
      body: { email: 'new@demo.test', email_verified: false, _id: expect.stringMatching(/^[0-9a-f]{24}$/) },
    });
    expect(mails).toHaveLength(1);
    expect(await sendJson('POST', url, account)).toMatchObject({ status: 400, body: { code: 'invalid_signup' } });
    expect(await sendJson('POST', url, { ...account, email: 'b@demo.test', password: 'short' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_password' },
    });
    expect(await sendJson('POST', url, { ...account, client_id: 'nobody' })).toMatchObject({ status: 401 });
  });

  it('mails a link for a new password', async () => {
    const { issuer, mails } = await start();
    const answer = await fetch(`${issuer}dbconnections/change_password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: CLIENT_ID, email: 'user@demo.test' }),
    });
    expect(answer.status).toBe(200);
    expect(mails[0]?.text).toContain(`${issuer}change-password?ticket=`);
  });
});

describe('the Management API', () => {
  it('gives its client a token, and nobody else', async () => {
    const { issuer, machineToken } = await start();
    expect(claimsOf(await machineToken())).toMatchObject({ aud: `${issuer}api/v2/`, sub: 'machine@clients' });
    const wrong = {
      grant_type: 'client_credentials',
      client_id: machine.clientId,
      client_secret: 'guess',
      audience: `${issuer}api/v2/`,
    };
    expect(await sendJson('POST', `${issuer}oauth/token`, wrong)).toEqual({
      status: 401,
      body: { error: 'access_denied', error_description: 'Unauthorized' },
    });
  });

  it('refuses the tokens of people and no token at all', async () => {
    const { issuer, userToken } = await start();
    const headers = { authorization: `Bearer ${await userToken()}` };
    expect((await sendJson('GET', `${issuer}api/v2/roles`, undefined, headers)).status).toBe(401);
    expect((await sendJson('GET', `${issuer}api/v2/roles`)).status).toBe(401);
  });

  it('reads and changes a user, and keeps roles', async () => {
    const { issuer, userToken, machineToken } = await start();
    const headers = { authorization: `Bearer ${await machineToken()}` };
    const sub = String(claimsOf(await userToken()).sub);
    const user = `${issuer}api/v2/users/${encodeURIComponent(sub)}`;
    expect(await sendJson('GET', user, undefined, headers)).toMatchObject({
      status: 200,
      body: { user_id: sub, email: 'user@demo.test', email_verified: true },
    });
    await sendJson('PATCH', user, { app_metadata: { plan: 'a', gone: 1 } }, headers);
    const changed = await sendJson('PATCH', user, { name: 'Una User', app_metadata: { gone: null } }, headers);
    expect(changed).toMatchObject({ status: 200, body: { name: 'Una User', app_metadata: { plan: 'a' } } });
    expect((await sendJson('PATCH', user, { nonsense: 1 }, headers)).status).toBe(400);

    const role = await sendJson('POST', `${issuer}api/v2/roles`, { name: 'cloud-operator' }, headers);
    expect((await sendJson('POST', `${issuer}api/v2/roles`, { name: 'cloud-operator' }, headers)).status).toBe(409);
    expect((await sendJson('POST', `${user}/roles`, { roles: [role.body.id] }, headers)).status).toBe(204);
    expect((await sendJson('GET', `${user}/roles`, undefined, headers)).body).toMatchObject([
      { name: 'cloud-operator' },
    ]);
    expect((await sendJson('DELETE', `${user}/roles`, { roles: [role.body.id] }, headers)).status).toBe(204);
    expect((await sendJson('GET', `${user}/roles`, undefined, headers)).body).toEqual([]);
    expect((await sendJson('POST', `${user}/roles`, { roles: ['rol_unknown'] }, headers)).status).toBe(404);
  });

  it('fails on purpose: before or after the change took effect', async () => {
    const { oidc, issuer, userToken, machineToken } = await start();
    const headers = { authorization: `Bearer ${await machineToken()}` };
    const user = `${issuer}api/v2/users/${encodeURIComponent(String(claimsOf(await userToken()).sub))}`;
    const fail = (kind: string) =>
      oidc.control.request('/faults', { method: 'POST', body: JSON.stringify({ kind, ms: 5 }) });
    const change = (plan: string) => sendJson('PATCH', user, { app_metadata: { plan } }, headers);
    const plan = async () => (await sendJson('GET', user, undefined, headers)).body;
    await fail('timeoutAfterEffect');
    await expect(change('a')).rejects.toThrow();
    expect(await plan()).toMatchObject({ app_metadata: { plan: 'a' } });
    await fail('timeoutBeforeEffect');
    await expect(change('b')).rejects.toThrow();
    await fail('error500');
    expect((await change('b')).status).toBe(500);
    expect(await plan()).toMatchObject({ app_metadata: { plan: 'a' } });
  });

  it('gives no new token to a deleted user', async () => {
    const { issuer, userToken, machineToken } = await start();
    const headers = { authorization: `Bearer ${await machineToken()}` };
    const before = await userToken();
    const user = `${issuer}api/v2/users/${encodeURIComponent(String(claimsOf(before).sub))}`;
    expect((await sendJson('DELETE', user, undefined, headers)).status).toBe(204);
    expect((await sendJson('GET', user, undefined, headers)).status).toBe(404);
    expect(await userToken()).toBe('');
    expect((await fetch(`${issuer}userinfo`, { headers: { authorization: `Bearer ${before}` } })).status).toBe(401);
  });
});
