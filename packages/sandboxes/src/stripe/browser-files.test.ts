import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../test/browser.ts';
import { type Harness, startHarness, testKeys } from './testing.ts';

const shopScript = `
  const query = new URLSearchParams(location.search);
  const stripe = window.Stripe(query.get('key'));
  const saves = query.get('secret').startsWith('seti');
  const purpose = saves ? { mode: 'setup', currency: 'usd' } : { mode: 'payment', amount: 2500, currency: 'usd' };
  const elements = stripe.elements({ ...purpose, appearance: { variables: { colorPrimary: '#0a7', colorBackground: '#101820', colorText: '#eee' } } });
  const element = elements.create(query.get('type') ?? 'payment');
  element.on('ready', () => document.body.setAttribute('data-ready', ''));
  element.on('change', (event) => document.body.setAttribute('data-complete', String(event.complete)));
  element.mount('#card');
  const show = (result) => { document.querySelector('output').textContent = result.error ? 'error ' + result.error.code : 'ok ' + (result.paymentIntent ?? result.setupIntent).status; };
  document.querySelector('button').addEventListener('click', async () => {
    const clientSecret = query.get('secret');
    if (query.get('next')) return show(await stripe.handleNextAction({ clientSecret }));
    const { error } = await elements.submit();
    if (error) return show({ error });
    const confirm = saves ? stripe.confirmSetup : stripe.confirmPayment;
    show(await confirm({ elements, clientSecret, confirmParams: { return_url: location.href }, redirect: 'if_required' }));
  });
`;

let harness: Harness;
let browser: Browser;
let shop: { url: string; close(): void };

beforeAll(async () => {
  harness = await startHarness();
  shop = await startShop(harness.sandbox.url);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  shop.close();
  await harness.close();
});

describe('stripe.js in a page with a strict content security policy', () => {
  it('pays with the card typed into its frame, which the page never sees', async () => {
    const intent = await harness.stripe.paymentIntents.create({ amount: 2500, currency: 'usd' });
    const { page, sent } = await openShop(intent.client_secret);
    await fill(page, '4242424242424242');
    await page.waitForSelector('body[data-complete=true]');
    expect(await pressPay(page)).toBe('ok succeeded');
    expect(await harness.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 2500,
    });
    expect(await page.content()).not.toContain('4242');
    expect(sent.filter((url) => !url.startsWith(harness.sandbox.url) && !url.startsWith(shop.url))).toEqual([]);
    await page.close();
  });

  it('says beside each field what is missing and sends nothing', async () => {
    const intent = await harness.stripe.paymentIntents.create({ amount: 2500, currency: 'usd' });
    const { page } = await openShop(intent.client_secret);
    expect(await pressPay(page)).toBe('error incomplete_number');
    const frame = cardFrame(page);
    expect(await frame.getByRole('alert').allTextContents()).toEqual([
      'Your card number is incomplete.',
      "Your card's expiration date is incomplete.",
      "Your card's security code is incomplete.",
    ]);
    expect(await frame.getByLabel('Card number').getAttribute('aria-invalid')).toBe('true');
    expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
    await page.close();
  });

  it('tells of a decline, after which another card pays the same intent', async () => {
    const intent = await harness.stripe.paymentIntents.create({ amount: 2500, currency: 'usd' });
    const { page } = await openShop(intent.client_secret);
    await fill(page, '4000000000009995');
    expect(await pressPay(page)).toBe('error card_declined');
    await fill(page, '5555555555554444');
    expect(await pressPay(page)).toBe('ok succeeded');
    await page.close();
  });

  it.each([
    ['Complete', 'ok succeeded', 'succeeded'],
    ['Fail', 'error payment_intent_authentication_failure', 'requires_payment_method'],
    ['Cancel', 'error payment_intent_authentication_failure', 'requires_payment_method'],
  ])('shows the 3D Secure challenge over the page: %s', async (button, shown, status) => {
    const intent = await harness.stripe.paymentIntents.create({ amount: 2500, currency: 'usd' });
    const { page } = await openShop(intent.client_secret);
    await fill(page, '4000002500003155');
    await page.getByRole('button', { name: 'Pay' }).click();
    const challenge = challengeFrame(page);
    const place = button === 'Cancel' ? page : challenge;
    await challenge.getByRole('button', { name: 'Complete' }).waitFor();
    await place.getByRole('button', { name: button }).click();
    expect(await outcome(page)).toBe(shown);
    expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
    await page.close();
  });

  it('saves a card with the one-line card Element', async () => {
    const customer = await harness.stripe.customers.create();
    const setup = await harness.stripe.setupIntents.create({ customer: customer.id });
    const { page } = await openShop(setup.client_secret, { type: 'card' });
    await fill(page, '4242424242424242');
    expect(await pressPay(page)).toBe('ok succeeded');
    expect((await harness.stripe.paymentMethods.list({ customer: customer.id })).data).toHaveLength(1);
    await page.close();
  });

  it.each([
    ['Complete', 'ok succeeded', 1],
    ['Fail', 'error setup_intent_authentication_failure', 0],
  ])('saves a card that asks for 3D Secure with the Payment Element in setup mode: %s', async (button, shown, kept) => {
    const customer = await harness.stripe.customers.create();
    const setup = await harness.stripe.setupIntents.create({ customer: customer.id, usage: 'off_session' });
    const { page } = await openShop(setup.client_secret);
    await cardFrame(page).getByText('you allow later payments').waitFor();
    await fill(page, '4000002500003155');
    await page.getByRole('button', { name: 'Pay' }).click();
    await challengeFrame(page).getByRole('button', { name: button }).click();
    expect(await outcome(page)).toBe(shown);
    const { data } = await harness.stripe.paymentMethods.list({ customer: customer.id });
    expect(data).toHaveLength(kept);
    await page.close();
  });

  it('lets a customer authenticate a saved card, also when the bank answers late', async () => {
    const { stripe } = harness;
    const customer = await stripe.customers.create({ payment_method: 'pm_card_authenticationRequired' });
    const [card] = (await stripe.customers.listPaymentMethods(customer.id)).data;
    const asked = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      customer: customer.id,
      payment_method: card?.id ?? '',
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    expect(asked.next_action?.type).toBe('use_stripe_sdk');
    await harness.control('POST', '/challenges', { mode: 'silent' });
    const { page } = await openShop(asked.client_secret, { next: 'yes' });
    await page.getByRole('button', { name: 'Pay' }).click();
    await challengeFrame(page).getByText('Your bank is not answering').waitFor();
    await harness.control('POST', `/challenges/${asked.id}`, { outcome: 'passed' });
    expect(await outcome(page)).toBe('ok succeeded');
    await harness.control('POST', '/challenges', { mode: 'answering' });
    await page.close();
  });
});

function challengeFrame(page: Page) {
  return page.frameLocator('iframe[title="3D Secure challenge"]');
}

function cardFrame(page: Page) {
  return page.frameLocator('iframe[title="Secure payment input frame"]');
}

async function openShop(clientSecret: string | null, more: { type?: string; next?: string } = {}) {
  const page = await browser.newPage();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  const query = new URLSearchParams({ key: testKeys.publishableKey, secret: clientSecret ?? '', ...more });
  await page.goto(`${shop.url}/?${query}`);
  await page.waitForSelector('body[data-ready]');
  return { page, sent };
}

async function fill(page: Page, number: string): Promise<void> {
  const frame = cardFrame(page);
  await frame.getByLabel('Card number').fill(number);
  await frame.getByLabel('Expiration date').fill('12/34');
  await frame.getByLabel('Security code').fill('123');
}

async function pressPay(page: Page): Promise<string> {
  await page.locator('output').evaluate((output) => {
    output.textContent = '';
  });
  await page.getByRole('button', { name: 'Pay' }).click();
  return outcome(page);
}

async function outcome(page: Page): Promise<string> {
  const output = page.locator('output').filter({ hasText: /./ });
  await output.waitFor();
  return (await output.textContent()) ?? '';
}

/** A page that allows scripts and frames of the sandbox, and nothing inline. */
async function startShop(sandboxUrl: string) {
  const policy = `default-src 'none'; script-src 'self' ${sandboxUrl}; frame-src ${sandboxUrl}`;
  const html = `<!doctype html><title>Shop</title><div id="card"></div><button>Pay</button><output></output>
    <script src="${sandboxUrl}/js/stripe.js"></script><script src="/shop.js"></script>`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/shop.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.setHeader('Content-Security-Policy', policy);
    response.end(isScript ? shopScript : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { url, close: () => server.close() };
}
