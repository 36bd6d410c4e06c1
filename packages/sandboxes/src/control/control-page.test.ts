import type { Browser, Page } from 'playwright-core';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../test/browser.ts';
import { type Sandboxes, startSandboxes } from '../start.ts';

// The page in a real browser, over real sandboxes: every button reaches the route it stands for.
const secretKey = 'sk_test_control_page';
let sandboxes: Sandboxes;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const operator = { publicKeyHex: '11'.repeat(32), balanceUnits: 10n ** 12n };
  sandboxes = await startSandboxes({
    grid: { operator, nodeCount: 50 },
    stripe: { secretKey },
    stellar: { ledgerMs: 20 },
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await sandboxes?.close();
});

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  await page.goto(sandboxes.urls.control);
});

/** Clicks and waits for the page's own word about it. */
async function click(name: string): Promise<string> {
  await page.getByRole('button', { name, exact: true }).click();
  const answer = page.locator('[role=status].ok, [role=status].bad');
  await answer.waitFor();
  return answer.innerText();
}

async function read<Answer>(path: string): Promise<Answer> {
  return (await (await fetch(sandboxes.urls.control + path)).json()) as Answer;
}

it.each([
  ['+ 1 hour', 3_600],
  ['+ 1 day', 86_400],
])('%s moves time and says so', async (label, seconds) => {
  const before = sandboxes.clock.now();
  expect(await click(label)).toBe(`Time moved by ${label.slice(2)}.`);
  expect(sandboxes.clock.now() - before).toBeGreaterThanOrEqual(seconds * 1000);
  await page.getByText(new Date(sandboxes.clock.now()).toISOString().slice(0, 10)).waitFor();
});

it('offers thirty days in one click', async () => {
  const form = page.locator('form', { has: page.getByRole('button', { name: '+ 30 days' }) });
  expect(await form.locator('[name=seconds]').inputValue()).toBe(String(30 * 86_400));
});

it('holds time still and lets it run again', async () => {
  expect(await click('Hold still')).toBe('Time stands still.');
  expect(sandboxes.clock.frozen).toBe(true);
  expect(await click('Let it run')).toBe('Time runs again.');
  expect(sandboxes.clock.frozen).toBe(false);
});

it('breaks the next payment calls', async () => {
  await click('Fail the next payment');
  expect(await read('/stripe/faults')).toMatchObject({
    items: [{ route: 'POST /v1/payment_intents', kind: 'error500' }],
  });
});

it('changes what becomes of webhooks', async () => {
  await page.getByLabel('Webhooks').selectOption('hold');
  await click('Set');
  expect(await read('/stripe/webhooks')).toEqual({ mode: 'hold' });
  expect(await click('Release held events')).toBe('Held events were delivered.');
});

describe('with a saved card that paid', () => {
  let stripe: Stripe;
  let customer: string;

  beforeAll(async () => {
    const { hostname, port } = new URL(sandboxes.urls.stripe ?? '');
    stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
    await fetch(`${sandboxes.urls.control}/stripe/faults`, { method: 'DELETE' });
    ({ id: customer } = await stripe.customers.create({ email: 'ann@shop.test', payment_method: 'pm_card_visa' }));
  });

  const pay = async (method: string) =>
    stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      customer,
      payment_method: method,
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
  const press = async (name: RegExp) => {
    await page.getByRole('button', { name }).first().click();
    const answer = page.locator('[role=status].ok, [role=status].bad');
    await answer.waitFor();
    return answer.innerText();
  };

  it('disputes a payment and decides it', async () => {
    const { id } = await pay('pm_card_visa');
    await page.reload();
    expect(await press(/^Dispute ch_/)).toBe('The payment is disputed.');
    expect(await press(/^Close du_.* as won$/)).toBe('The dispute was won.');
    expect((await stripe.disputes.list({ payment_intent: id })).data).toMatchObject([{ status: 'won' }]);
  });

  it('refunds a payment, and lets the refund fail', async () => {
    const { id } = await pay('pm_card_visa');
    await page.reload();
    expect(await press(/^Refund ch_/)).toBe('The payment was refunded.');
    expect(await press(/^Fail re_/)).toBe('The bank sent the refund back.');
    expect((await stripe.refunds.list({ payment_intent: id })).data).toMatchObject([{ status: 'failed' }]);
  });

  it('silences the bank and answers for the customer', async () => {
    await page.getByLabel('Bank for 3D Secure').selectOption('silent');
    expect(await click('Set bank')).toBe('The bank changed.');
    const { id } = await pay('pm_card_threeDSecure2Required');
    await page.reload();
    expect(await press(new RegExp(`^Pass ${id}`))).toBe('The customer passed 3D Secure.');
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
  });

  it('declines the next payment as told', async () => {
    await page.getByLabel('Next card payment').selectOption('lost_card');
    expect(await click('Decline')).toBe('The next card payment will be declined.');
    expect(await read('/stripe/declines')).toMatchObject({ items: [{ decline: 'lost_card', count: 1 }] });
  });

  it('expires, renews and detaches the card', async () => {
    await page.reload();
    expect(await press(/^Expire card 4242/)).toBe('The card expired.');
    await page.getByText(/visa 4242, expired/).waitFor();
    await press(/^Renew card 4242/);
    await page.getByText(/visa 4242, until/).waitFor();
    await press(/^Detach card 4242/);
    expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
  });
});

it('switches a node off', async () => {
  await page.getByLabel('Node', { exact: true }).fill('11');
  await page.getByLabel('Becomes').selectOption('down');
  expect(await click('Switch')).toBe('The node changed.');
  expect(await read('/grid/nodes/11')).toMatchObject({ nodeId: 11, status: 'down' });
});

it('says what the sandbox refused', async () => {
  await page.getByLabel('Node', { exact: true }).fill('999999');
  expect(await click('Switch')).toBe('node not found');
});

it('makes the grid fail in each of the ways it offers', async () => {
  for (const name of [
    'Fail the next deployment',
    'Lose the next message',
    'Lose the next chain answer',
    'Break the next node list',
  ]) {
    expect(await click(name)).toContain('next');
    await page.goto(sandboxes.urls.control);
  }
});

it('sets the price of TFT, holds the bridge and lets it work again', async () => {
  await page.getByLabel('TFT for one USDC').fill('87.5');
  expect(await click('Set price')).toBe('The price changed.');
  expect(await read('/stellar/price')).toEqual({ tftPerUsdc: '87.5000000' });
  expect(await click('Hold the bridge')).toBe('The bridge stands still: deposits wait.');
  expect(await read('/stellar/bridge')).toMatchObject({ mode: 'hold' });
  expect(await click('Let the bridge work')).toBe('The bridge works again.');
});

it('makes Stellar fail in each of the ways it offers', async () => {
  for (const name of [
    'Lose the next Stellar answer',
    'Drop the next transaction',
    'Refuse the next transaction',
    'Jump the price before the next swap',
  ]) {
    expect(await click(name)).toContain('next');
    await page.goto(sandboxes.urls.control);
  }
  const { items } = await read<{ items: unknown[] }>('/stellar/faults');
  expect(items).toHaveLength(4);
});

it('leads to the inbox, and from a mail to its links', async () => {
  sandboxes.mail?.mailbox.add({
    to: 'a@b.test',
    from: 'c@d.test',
    subject: 'Hello',
    text: 'See http://localhost:1/x',
    html: undefined,
  });
  await page.reload();
  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.getByRole('link', { name: 'Hello' }).click();
  expect(await page.getByRole('link', { name: 'http://localhost:1/x' }).getAttribute('href')).toBe(
    'http://localhost:1/x',
  );
});

it('fits a narrow screen without scrolling sideways', async () => {
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
});
