import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../../../test/browser.ts';
import { createClock, type SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import { AUDIENCE, CLIENT_ID } from './constants.ts';
import { type OidcSandbox, startOidc } from './start.ts';

// Auth0's own browser library, unchanged, in a real browser, on an origin of its own.
const library = fileURLToPath(import.meta.resolve('@auth0/auth0-spa-js/dist/auth0-spa-js.production.js'));

const application = `<!doctype html><title>Application</title><button id="in">Sign in</button><output></output>
<script src="/auth0.js"></script>
<script type="module">
const issuer = new URL(location.href).searchParams.get('domain') ?? sessionStorage.getItem('domain');
sessionStorage.setItem('domain', issuer);
const client = await auth0.createAuth0Client({
  domain: issuer, clientId: '${CLIENT_ID}', useRefreshTokens: sessionStorage.getItem('refresh') === 'yes',
  authorizationParams: { audience: '${AUDIENCE}', redirect_uri: location.origin + '/' },
});
window.client = client;
if (location.search.includes('code=')) { await client.handleRedirectCallback(); history.replaceState(null, '', '/'); }
document.querySelector('output').value = JSON.stringify((await client.getUser()) ?? null);
</script>`;

let oidc: OidcSandbox;
let clock: SandboxClock;
let browser: Browser;
const server = createServer((request, response) => {
  if (request.url === '/auth0.js') createReadStream(library).pipe(response);
  else response.setHeader('content-type', 'text/html').end(application);
});
let origin = '';

beforeAll(async () => {
  clock = createClock(openState(undefined, 'clock'));
  oidc = await startOidc({ port: 0, clock, sendMail: async () => undefined });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
  await oidc?.close();
});

async function signedIn({ refreshTokens = false } = {}) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin}/?domain=${encodeURIComponent(oidc.url)}`);
  if (refreshTokens) {
    await page.evaluate(`sessionStorage.setItem('refresh', 'yes')`);
    await page.reload();
  }
  await page.waitForFunction('window.client !== undefined');
  await page.evaluate('client.loginWithRedirect()').catch(() => undefined);
  await page.waitForURL(`${oidc.url}/u/*`);
  await page.getByRole('button', { name: 'user@demo.test' }).click();
  await page.waitForURL(`${origin}/`);
  await page.waitForFunction(`document.querySelector('output').value.includes('user@demo.test')`);
  return page;
}

it('signs in by redirect with one click on a demo account', async () => {
  const page = await signedIn();
  const user = JSON.parse(await page.locator('output').innerText());
  expect(user).toMatchObject({
    email: 'user@demo.test',
    email_verified: true,
    name: 'Uma User',
    sub: expect.stringMatching(/^auth0\|/),
  });
});

it('gets a fresh access token silently, in a hidden frame, while the session lasts', async () => {
  const page = await signedIn();
  const fresh = `client.getTokenSilently({ cacheMode: 'off' })`;
  const [first, second] = [await page.evaluate<string>(fresh), await page.evaluate<string>(fresh)];
  expect(second).not.toBe(first);
  const userinfo = await fetch(`${oidc.url}/userinfo`, { headers: { authorization: `Bearer ${second}` } });
  expect(userinfo.status).toBe(200);
});

it('gets fresh access tokens by refresh token, again and again', async () => {
  const page = await signedIn({ refreshTokens: true });
  const fresh = `client.getTokenSilently({ cacheMode: 'off' })`;
  expect(await page.evaluate<string>(fresh)).not.toBe(await page.evaluate<string>(fresh));
});

it('signs out: back at the application, and silent sign-in asks for a login', async () => {
  const page = await signedIn();
  await page.evaluate(`client.logout({ logoutParams: { returnTo: location.origin + '/' } })`).catch(() => undefined);
  await page.waitForFunction(`document.querySelector('output')?.value === 'null'`);
  const refused = await page.evaluate(`client.getTokenSilently({ cacheMode: 'off' }).catch((error) => error.error)`);
  expect(refused).toBe('login_required');
});

it.each(['login', 'select_account'])('lets another account take over after prompt=%s', async (prompt) => {
  const page = await signedIn();
  await page
    .evaluate(`client.loginWithRedirect({ authorizationParams: { prompt: '${prompt}' } })`)
    .catch(() => undefined);
  await page.waitForURL(`${oidc.url}/u/*`);
  await page.getByRole('button', { name: 'operator@demo.test' }).click();
  await page.waitForURL(`${origin}/`);
  await page.waitForFunction(`document.querySelector('output').value.includes('operator@demo.test')`);
});
