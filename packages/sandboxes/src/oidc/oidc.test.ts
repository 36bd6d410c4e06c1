import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AUDIENCE, CLIENT_ID, DEMO_ACCOUNTS, DEMO_PASSWORD } from './constants.ts';
import type { OidcSandbox } from './start.ts';
import { authorizeRequest, TestBrowser } from './test-browser.ts';
import { claimsOf, sendJson, startHarness } from './testing.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: { dataDir?: string; port?: number } = {}) {
  const harness = await startHarness(options);
  closing.push(() => harness.oidc.close());
  return harness;
}

const post = (url: string, body: object) => sendJson('POST', url, body);

const demoGrant = {
  grant_type: 'password',
  username: 'user@demo.test',
  password: DEMO_PASSWORD,
  audience: AUDIENCE,
  client_id: CLIENT_ID,
};

/** Signs in through the pages and exchanges the code. */
async function signIn(oidc: OidcSandbox, browser: TestBrowser, extra: Record<string, string> = {}) {
  const request = authorizeRequest(oidc.issuer, extra);
  const page = await browser.follow(request.address);
  const back = await browser.follow(new URL(page.url).pathname, { email: 'user@demo.test', password: DEMO_PASSWORD });
  return exchange(oidc, request, back.location);
}

async function exchange(
  oidc: OidcSandbox,
  request: { verifier: string; redirectUri: string },
  location: string | null,
) {
  const code = new URL(location ?? '').searchParams.get('code') ?? '';
  return post(`${oidc.issuer}oauth/token`, {
    grant_type: 'authorization_code',
    client_id: CLIENT_ID,
    code,
    code_verifier: request.verifier,
    redirect_uri: request.redirectUri,
  });
}

describe('password grant', () => {
  it('signs every demo account in, in JSON and as a form, with exactly the claims of an access token', async () => {
    const { oidc } = await start();
    for (const { email } of DEMO_ACCOUNTS) {
      const { status, body } = await post(`${oidc.issuer}oauth/token`, { ...demoGrant, username: email });
      expect(status).toBe(200);
      expect(claimsOf(body.id_token)).toMatchObject({
        email,
        email_verified: true,
        iss: oidc.issuer,
        aud: CLIENT_ID,
      });
    }
    const form = await fetch(`${oidc.issuer}oauth/token`, { method: 'POST', body: new URLSearchParams(demoGrant) });
    const answer = (await form.json()) as Record<string, string>;
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 86_400, scope: 'openid profile email' });
    const claims = claimsOf(answer.access_token);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
    expect(claims.sub).toMatch(/^auth0\|[0-9a-f]{24}$/);
    expect(claims.aud).toContain(AUDIENCE);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 403, 'invalid_grant', 'Wrong email or password.'],
    ['an unknown address', { username: 'nobody@demo.test' }, 403, 'invalid_grant', 'Wrong email or password.'],
    ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client', 'Unknown or invalid client.'],
    [
      'a wrong audience',
      { audience: 'https://other.test' },
      403,
      'access_denied',
      'Service not found: https://other.test',
    ],
    ['a missing user', { username: '' }, 400, 'invalid_request', 'Missing required parameter: username'],
    ['another grant', { grant_type: 'magic' }, 403, 'unsupported_grant_type', 'Unsupported grant type: magic'],
  ])('refuses %s as Auth0 does', async (_, change, status, error, error_description) => {
    const { oidc } = await start();
    expect(await post(`${oidc.issuer}oauth/token`, { ...demoGrant, ...change })).toEqual({
      status,
      body: { error, error_description },
    });
  });

  it('follows the sandbox clock: a token is issued now and ends 24 hours later', async () => {
    const { oidc, clock } = await start();
    await clock.advance(90 * 86_400);
    const { body } = await post(`${oidc.issuer}oauth/token`, demoGrant);
    const { iat, exp } = claimsOf(body.access_token);
    expect(exp - iat).toBe(86_400);
    expect(Math.abs(iat * 1000 - clock.now())).toBeLessThan(60_000);
    const userinfo = () =>
      fetch(`${oidc.issuer}userinfo`, { headers: { authorization: `Bearer ${body.access_token}` } });
    expect((await userinfo()).status).toBe(200);
    await clock.advance(86_401);
    expect((await userinfo()).status).toBe(401);
  });
});

describe('code with PKCE', () => {
  it('signs in through the page and gives tokens that say who it is', async () => {
    const { oidc } = await start();
    const { status, body } = await signIn(oidc, new TestBrowser(oidc.issuer));
    expect(status).toBe(200);
    expect(claimsOf(body.id_token)).toMatchObject({
      iss: oidc.issuer,
      aud: CLIENT_ID,
      nonce: 'nonce-1',
      email: 'user@demo.test',
      email_verified: true,
      name: 'Uma User',
      nickname: 'user',
    });
    const access = claimsOf(body.access_token);
    expect(Object.keys(access).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
    expect(access.aud).toEqual([AUDIENCE, `${oidc.issuer}userinfo`]);
    const userinfo = await fetch(`${oidc.issuer}userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await userinfo.json()).toMatchObject({ sub: access.sub, email: 'user@demo.test', name: 'Uma User' });
  });

  it('refuses a code with the wrong verifier', async () => {
    const { oidc } = await start();
    const browser = new TestBrowser(oidc.issuer);
    const request = authorizeRequest(oidc.issuer);
    const page = await browser.follow(request.address);
    const back = await browser.follow(new URL(page.url).pathname, { email: 'user@demo.test', password: DEMO_PASSWORD });
    expect(await exchange(oidc, { ...request, verifier: 'x'.repeat(43) }, back.location)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('remembers the session: prompt=none works after a sign-in and says login_required before and after', async () => {
    const { oidc } = await start();
    const browser = new TestBrowser(oidc.issuer);
    const silent = () => browser.follow(authorizeRequest(oidc.issuer, { prompt: 'none' }).address);
    expect((await silent()).location).toContain('error=login_required');
    await signIn(oidc, browser);
    expect((await silent()).location).toContain('code=');
    const out = await browser.open(
      `/v2/logout?client_id=${CLIENT_ID}&returnTo=${encodeURIComponent('http://localhost:8888/')}`,
    );
    expect(out).toMatchObject({ status: 302, location: 'http://localhost:8888/' });
    expect((await silent()).location).toContain('error=login_required');
  });

  it('asks again with prompt=login, even with a session, and lets another account sign in', async () => {
    const { oidc } = await start();
    const browser = new TestBrowser(oidc.issuer);
    await signIn(oidc, browser);
    const page = await browser.follow(
      authorizeRequest(oidc.issuer, { prompt: 'login', login_hint: 'provider@demo.test' }).address,
    );
    expect(page.body).toContain('value="provider@demo.test"');
  });

  it('opens the sign-up page for screen_hint=signup', async () => {
    const { oidc } = await start();
    const page = await new TestBrowser(oidc.issuer).follow(
      authorizeRequest(oidc.issuer, { screen_hint: 'signup' }).address,
    );
    expect(page.body).toContain('<h1>Sign up</h1>');
  });

  it('gives refresh tokens for offline_access, each good for one use', async () => {
    const { oidc } = await start();
    const { body } = await signIn(oidc, new TestBrowser(oidc.issuer), { scope: 'openid profile email offline_access' });
    const refresh = (refresh_token: string | undefined) =>
      post(`${oidc.issuer}oauth/token`, { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token });
    const fresh = await refresh(body.refresh_token);
    expect(fresh.status).toBe(200);
    expect(claimsOf(fresh.body.access_token).sub).toBe(claimsOf(body.access_token).sub);
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('sends nobody to an address outside this machine', async () => {
    const { oidc } = await start();
    const browser = new TestBrowser(oidc.issuer);
    const page = await browser.open(
      authorizeRequest(oidc.issuer, { redirect_uri: 'https://evil.test/callback' }).address,
    );
    expect(page).toMatchObject({ status: 400, location: null });
    expect((await browser.open(`/v2/logout?returnTo=${encodeURIComponent('https://evil.test/')}`)).status).toBe(400);
  });

  it('keeps key, session and accounts over a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'oidc-'));
    closing.push(() => rmSync(dataDir, { recursive: true }));
    const first = await start({ dataDir });
    const browser = new TestBrowser(first.oidc.issuer);
    const { body } = await signIn(first.oidc, browser, { scope: 'openid offline_access' });
    await first.oidc.close();
    const { oidc } = await start({ dataDir, port: first.oidc.port });
    const silent = await browser.follow(authorizeRequest(oidc.issuer, { prompt: 'none' }).address);
    expect(silent.location).toContain('code=');
    const userinfo = await fetch(`${oidc.issuer}userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(userinfo.status).toBe(200);
    const fresh = await post(`${oidc.issuer}oauth/token`, {
      grant_type: 'refresh_token',
      client_id: CLIENT_ID,
      refresh_token: body.refresh_token,
    });
    expect(fresh.status).toBe(200);
  });
});
