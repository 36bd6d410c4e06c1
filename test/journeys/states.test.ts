import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { answerProvider, button, heading, link, signInAtPage, tabTo, typeCard } from './person-at-page.ts';
import { useStage } from './stage.ts';

const stage = useStage();
let operator: Person;
beforeAll(async () => {
  operator = await signIn(stage.house, 'operator@demo.test');
});

describe('a payment that does not go through', () => {
  let page: Page;
  let person: Person;

  beforeAll(async () => {
    const watched = await stage.openForAll();
    // A refused card is a failed request to the payment provider.
    watched.expect(/status of 402/);
    page = watched.page;
    ({ person } = await newcomer(page));
  });

  it('a declined card is told in words and credits nothing', async () => {
    await payAtBalance('4000000000000002');
    await page.getByText('Your card was declined.').waitFor();
    await page.getByText('You were not charged.').waitFor();
    expect((await person.call('getBalance')).available.amount).toBe('0.0000000');
  });

  it('a challenge that fails is told and credits nothing; the same form then pays with a passed one', async () => {
    await payAtBalance('4000002500003155');
    const challenge = page.frameLocator('iframe[title="3D Secure challenge"]');
    await challenge.getByRole('button', { name: 'Fail' }).click();
    await page
      .getByText(/authenticat/i)
      .first()
      .waitFor();
    expect((await person.call('getBalance')).available.amount).toBe('0.0000000');

    await typeCard(page, '4000002500003155');
    await button(page, 'Pay $25.00').click();
    await challenge.getByRole('button', { name: 'Complete' }).click();
    await page.getByText('$25.00 was added').waitFor();
    expect((await person.call('getBalance')).available.amount).toBe('25.0000000');
  });

  async function payAtBalance(card: string): Promise<void> {
    await page.goto(`${stage.house.url}/balance`);
    await typeCard(page, card);
    await button(page, 'Pay $25.00').click();
  }
});

describe('the deploy page', () => {
  it('keeps what a visitor chose through sign-in, and pays and deploys when the balance is too small', async () => {
    const { page } = await stage.open();
    const { email, password, person } = await signUp();
    await person.call('createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    await page.goto(stage.house.url);
    await link(page, 'Deploy Small').click();
    await page.getByLabel('Name of the deployment').fill('kept-through');
    await button(page, /Operating system/).click();
    await page.getByRole('option', { name: /Debian/ }).click();
    await page.getByLabel('Limit what it may cost in a month').check();
    await page.getByLabel('Limit per month').fill('12.50');
    await button(page, 'Sign in to deploy').click();
    await page.getByText(/What you chose is kept/).waitFor();
    await button(page, 'Continue with e-mail').click();
    await answerProvider(page, email, password);

    await heading(page, 'New deployment').waitFor();
    expect(await page.getByLabel('Name of the deployment').inputValue()).toBe('kept-through');
    expect(await page.getByRole('radio', { name: /^Small/ }).isChecked()).toBe(true);
    await button(page, /Debian/).waitFor();

    await page.getByLabel(/^I accept the service level/).check();
    await typeCard(page, '4242424242424242');
    await button(page, 'Pay $25.00 and deploy').click();
    await heading(page, 'kept-through').waitFor();
    await page.getByText('Running', { exact: true }).waitFor();
    const { items } = await person.call('listDeployments', { query: {} });
    const cap = { monthly: { currency: 'USD', amount: '12.5000000' }, action: 'stop' };
    expect(items).toMatchObject([{ name: 'kept-through', status: 'running', imageId: 'debian-12', cap }]);
  });

  it('says what happened when a node refuses, and that it cost nothing', async () => {
    const { page } = await stage.open();
    const { person } = await newcomer(page);
    await person.call('createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    await credit(person);
    await page.goto(`${stage.house.url}/deploy?size=small&ipv4=false`);
    await page.getByLabel(/^I accept the service level/).check();
    await button(page, /^Deploy for /).waitFor();
    const nodeId = Number(/node (\d+)/.exec(await page.getByText(/^Our pick: node/).innerText())?.[1]);
    await stage.control.post(`/grid/nodes/${nodeId}`, { status: 'refusing' });
    await button(page, /^Deploy for /).click();
    await page.getByRole('heading', { name: 'How far it came' }).waitFor();
    await page.getByText('You were not charged. What was held for it has been released.').waitFor();
    await link(page, 'Try another node').waitFor();
    const balance = await person.call('getBalance');
    expect([balance.available.amount, balance.held.amount]).toEqual(['25.0000000', '0.0000000']);
  });

  it('is reached, and deploys, by keyboard alone', async () => {
    const { page } = await stage.open();
    const { email, password, person } = await signUp();
    await person.call('createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    await credit(person);
    await page.goto(stage.house.url);
    await press(page, 'Sign in');
    await heading(page, /^Sign in to/).waitFor();
    await press(page, 'Continue with e-mail');
    await page.getByLabel('E-mail').waitFor();
    await tabTo(page, 'E-mail');
    await page.keyboard.type(email);
    await tabTo(page, 'Password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await heading(page, 'Overview').waitFor();
    await press(page, 'Deploy');
    await heading(page, 'New deployment').waitFor();
    await tabTo(page, /^I accept the service level/);
    await page.keyboard.press('Space');
    await button(page, /^Deploy for /).waitFor();
    await press(page, /^Deploy for /);
    await page.getByText('Running', { exact: true }).waitFor();
  });
});

describe('the node search', () => {
  it('keeps its filters in the address: through reload and back', async () => {
    const { page } = await stage.open();
    await page.goto(`${stage.house.url}/nodes`);
    await page.getByLabel(/^Memory free/).fill('16');
    await page.waitForURL(/minMemoryGb=16/);
    await page.getByLabel('Public IPv4').check();
    await page.waitForURL(/ipv4=true/);
    const filtered = page.url();
    const chips = page.getByRole('list', { name: 'Filters in force' }).getByRole('button', { name: /remove/ });
    expect(await chips.count()).toBe(2);

    // A page that is loaded anew shows no rows of an earlier filter.
    await page.reload();
    const count = await found(page);
    await page.reload();
    expect(await found(page)).toBe(count);
    expect(await chips.count()).toBe(2);
    expect(await page.getByLabel(/^Memory free/).inputValue()).toBe('16');

    await page.getByRole('table').getByRole('link').first().click();
    await page.waitForURL(/node=\d+/);
    await page.goBack();
    await page.waitForURL(filtered);
    await expect.poll(() => chips.count(), { timeout: 15_000 }).toBe(2);
  });

  /** The number of nodes that fit, as the page says it. */
  async function found(page: Page): Promise<string> {
    const words = await page
      .getByText(/^\d[\d,]* of \d[\d,]* /)
      .first()
      .innerText();
    return words.split(' fit')[0] ?? '';
  }
});

/** Somebody new, by the issuer's sign-up interface. */
async function signUp(): Promise<{ email: string; password: string; person: Person }> {
  const email = `${randomUUID()}@people.test`;
  const password = `pw-${randomUUID()}`;
  const { env } = stage.house;
  const response = await fetch(new URL('dbconnections/signup', env.OIDC_ISSUER), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: env.AUTH0_CLIENT_ID, email, password, connection: 'people' }),
  });
  expect(response.status).toBe(200);
  return { email, password, person: await signIn(stage.house, email, password) };
}

/** The same, signed in at the page. */
async function newcomer(page: Page): Promise<{ person: Person }> {
  const { email, password, person } = await signUp();
  await signInAtPage(page, stage.house.url, email, password);
  return { person };
}

async function credit(person: Person): Promise<void> {
  const id = await topUp({ runJobs: () => untilIdle(operator) }, person, '25.00');
  await until(person, 'getTopUp', { params: { id } }, ({ status }) => status === 'succeeded');
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}
