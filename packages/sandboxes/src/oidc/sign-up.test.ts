import { afterEach, describe, expect, it } from 'vitest';
import { AUDIENCE, CLIENT_ID, DEMO_PASSWORD } from './constants.ts';
import { authorizeRequest, TestBrowser } from './test-browser.ts';
import { claimsOf, type OidcHarness, sendJson, startHarness } from './testing.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(extra: Record<string, string> = {}) {
  const harness = await startHarness();
  closing.push(() => harness.oidc.close());
  const browser = new TestBrowser(harness.oidc.issuer);
  const page = await browser.follow(authorizeRequest(harness.oidc.issuer, extra).address);
  return { ...harness, browser, page, path: new URL(page.url).pathname };
}

/** Tokens for an address and password, as the API's tests get them. */
function grant({ oidc }: Pick<OidcHarness, 'oidc'>, username: string, password: string) {
  return sendJson('POST', `${oidc.issuer}oauth/token`, {
    grant_type: 'password',
    username,
    password,
    audience: AUDIENCE,
    client_id: CLIENT_ID,
  });
}

const person = { email: 'New.Person@demo.test', name: 'Nia New', password: 'correct horse' };

describe('the sign-in page', () => {
  it('says what is wrong, field by field, and keeps what was typed', async () => {
    const { browser, path } = await open();
    expect((await browser.open(path, { email: '', password: '' })).body).toContain('Enter your e-mail address.');
    expect((await browser.open(path, { email: 'a@b.test', password: '' })).body).toContain('Enter your password.');
    expect((await browser.open(path, { email: 'nonsense', password: 'x' })).body).toContain(
      'This is not an e-mail address.',
    );
    const wrong = await browser.open(path, { email: 'user@demo.test', password: 'wrong' });
    expect(wrong).toMatchObject({ status: 400, location: null });
    expect(wrong.body).toContain('Wrong e-mail or password.');
    expect(wrong.body).toContain('value="user@demo.test"');
  });

  it('writes what was typed as text, never as markup', async () => {
    const { browser, path } = await open();
    expect((await browser.open(path, { email: '"><script>alert(1)</script>', password: 'x' })).body).not.toContain(
      '<script>alert',
    );
  });

  it('belongs to the browser that opened it', async () => {
    const { oidc, path } = await open();
    const stranger = await new TestBrowser(oidc.issuer).open(path, {
      email: 'user@demo.test',
      password: DEMO_PASSWORD,
    });
    expect(stranger.status).toBe(400);
    expect(stranger.body).toContain('Sign-in expired');
  });
});

describe('signing up', () => {
  it('signs in at once with an unverified address, and the mailed link verifies it, once', async () => {
    const harness = await open({ screen_hint: 'signup' });
    const { browser, path, linkTo } = harness;
    expect((await browser.follow(path, person)).location).toContain('code=');
    const before = claimsOf((await grant(harness, person.email, person.password)).body.id_token);
    expect(before).toMatchObject({ email: 'new.person@demo.test', name: 'Nia New', email_verified: false });
    const link = linkTo('new.person@demo.test');
    const verified = await browser.open(link);
    expect(verified.body).toContain('Address verified');
    expect(verified.body).toContain('href="http://localhost:8888"');
    expect(claimsOf((await grant(harness, person.email, person.password)).body.id_token).email_verified).toBe(true);
    expect((await browser.open(link)).status).toBe(400);
  });

  it('names each wrong field: no address, a short password, an address that has an account', async () => {
    const { browser, path, mails } = await open({ screen_hint: 'signup' });
    const short = await browser.open(path, { ...person, email: 'x', password: '1234567' });
    expect(short.body).toContain('This is not an e-mail address.');
    expect(short.body).toContain('Use at least 8 characters.');
    expect((await browser.open(path, { ...person, email: 'USER@demo.test' })).body).toContain(
      'There is already an account with this address.',
    );
    expect(mails).toEqual([]);
  });

  it('gives links that end after five days', async () => {
    const { browser, path, linkTo, clock } = await open({ screen_hint: 'signup' });
    await browser.follow(path, person);
    await clock.advance(5 * 86_400 + 1);
    expect((await browser.open(linkTo('new.person@demo.test'))).status).toBe(400);
  });
});

describe('a forgotten password', () => {
  it('is replaced through the mailed link; the old one stops and the link works once', async () => {
    const harness = await open();
    const { browser, path, linkTo } = harness;
    expect((await browser.open(`${path}/forgot`, { email: 'user@demo.test' })).body).toContain('Look into your mail');
    const link = linkTo('user@demo.test');
    const ticket = new URL(link).searchParams.get('ticket') ?? '';
    expect((await browser.open(link)).body).toContain('Choose a new password');
    expect((await browser.open('/change-password', { ticket, password: 'short' })).body).toContain(
      'Use at least 8 characters.',
    );
    expect((await browser.open('/change-password', { ticket, password: 'a new password' })).body).toContain(
      'Password changed',
    );
    expect((await grant(harness, 'user@demo.test', DEMO_PASSWORD)).status).toBe(403);
    expect((await grant(harness, 'user@demo.test', 'a new password')).status).toBe(200);
    expect((await browser.open('/change-password', { ticket, password: 'another one' })).status).toBe(400);
  });

  it('tells nobody which addresses have an account', async () => {
    const { browser, path, mails } = await open();
    const answer = await browser.open(`${path}/forgot`, { email: 'nobody@demo.test' });
    expect(answer.body).toContain('Look into your mail');
    expect(mails).toEqual([]);
  });

  it('cannot be changed with the ticket of a verification mail', async () => {
    const { browser, path, linkTo } = await open({ screen_hint: 'signup' });
    await browser.follow(path, person);
    const ticket = new URL(linkTo('new.person@demo.test')).searchParams.get('ticket') ?? '';
    expect((await browser.open('/change-password', { ticket, password: 'a new password' })).status).toBe(400);
  });
});
