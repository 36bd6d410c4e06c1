import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { saveCard } from '../invariants/payment-scene.ts';
import { eventually, newPerson, type Stranger, sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing } from './crawl.ts';
import { button, heading, link, mailTo, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const stage = useStage();
let operator: Person;
let person: Stranger;
let page: Page;
const open = async (path: string, title: string | RegExp) => {
  await page.goto(stage.house.url + path);
  await heading(page, title).waitFor();
};
/** By reader, and on a phone. */
async function looksRight() {
  await page.setViewportSize({ width: 390, height: 844 });
  expect([...(await overflowing(page)), ...(await violations(page, 'all'))]).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
}
async function pass(hours: number) {
  await stage.house.sandboxes.clock.advance(hours * 3600);
  await untilIdle(operator);
}

async function deploy(name: string): Promise<string> {
  const { id } = await person.call('createDeployment', {
    body: {
      name,
      appId: 'vm',
      imageId: 'ubuntu-24.04',
      sizeId: 'large',
      placement: { mode: 'auto' },
      publicIpv4: false,
      sshKeys: [sshKey],
    },
    idempotencyKey: randomUUID(),
  });
  await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
  return id;
}

describe('out of money and back, in a browser', () => {
  asOneStory();
  let id: string;

  beforeAll(async () => {
    operator = await signIn(stage.house, 'operator@demo.test');
    person = await newPerson(stage.house);
    await topUp({ runJobs: () => untilIdle(operator) }, person, '5.00');
    id = await deploy('shop-web');
    await saveCard(person, 'pm_card_visa');
    await pass(120);
    ({ page } = await stage.openForAll());
    await signInAtPage(page, stage.house.url, person.email, person.password);
  }, 60_000);

  it('the overview says what is suspended, and what brings it back', async () => {
    await page.getByText('1 deployment is suspended: your balance is used up').waitFor();
    await page
      .getByText(/data kept until/)
      .first()
      .waitFor();
    await looksRight();
  });

  it('the deployment says what is kept until when and at what price', async () => {
    await open(`/deployments/${id}`, 'shop-web');
    await page.getByText('shop-web is suspended: your balance is used up').waitFor();
    await page.getByText(/It does not answer; its disk is kept\. Keeping it costs \$0\.\d{4} \/ hour/).waitFor();
    await page.getByText('while suspended').waitFor();
    await looksRight();
  });

  it('the shown amount is in the form; paying it starts the machine again', async () => {
    const { resume } = await person.call('getBalance');
    const amount = `$${resume?.amount.amount.slice(0, -5)}`;
    await link(page, `Top up ${amount}`).first().click();
    await heading(page, 'Balance').waitFor();
    await page.getByText(`A top-up of ${amount} starts everything again by itself.`).waitFor();
    await looksRight();
    await button(page, `Pay ${amount}`).click();
    await page.getByText(`${amount} was added`).waitFor();
    await open(`/deployments/${id}`, 'shop-web');
    await page.getByText(/^ssh /).first().waitFor();
    expect((await person.call('getDeployment', { params: { id } })).status).toBe('running');
    await open(`/deployments/${id}/billing`, 'shop-web');
    await page
      .getByText(/3600 s suspended/)
      .first()
      .waitFor();
  });

  it('its owner stops it, chooses another size and starts it, and is told what each costs and does before', async () => {
    await open(`/deployments/${id}`, 'shop-web');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText(/Keeping them costs \$0\.\d{4} \/ hour instead of/).waitFor();
    await looksRight();
    await button(page, 'Stop shop-web').click();
    await page.getByText('shop-web is stopped').waitFor();
    await looksRight();
    await button(page, 'Resize…').click();
    await page.getByLabel('Memory').fill('8');
    await button(page, 'Show the price').click();
    await page.getByText('It is stopped: the size comes with its next start.').waitFor();
    await looksRight();
    await button(page, 'Resize shop-web').click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await button(page, 'Start shop-web').click();
    const { size } = await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    expect(size.memoryMb).toBe(8192);
    await link(page, 'Operations').click();
    await page.getByText('It runs again.').waitFor();
    await looksRight();
  });

  it('a limit of its own stops it, and raising the limit starts it', async () => {
    await open(`/deployments/${id}/settings`, 'shop-web');
    await page.getByLabel('Limit what it may cost in a month').check();
    await page.getByLabel('Limit per month').fill('0.01');
    await looksRight();
    await button(page, 'Save the limit').click();
    await page.getByText('Saved.').waitFor();
    await open(`/deployments/${id}`, 'shop-web');
    await page.getByText('shop-web is stopped: its limit is reached').waitFor();
    await open('/balance/limits', 'Limits');
    await link(page, 'shop-web').click();
    await page.getByLabel('Limit per month').fill('500');
    await button(page, 'Save the limit').click();
    await page.getByText('Saved.').waitFor();
    await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
  });

  it('a limit of the account refuses what is new, in words', async () => {
    await open('/balance/limits', 'Limits');
    await page.getByLabel('Limit what all deployments together may cost').check();
    await page.getByLabel('Limit per month').fill('1');
    await page.getByRole('radio', { name: /Take no new orders/ }).check();
    await looksRight();
    await button(page, 'Save').click();
    await page.getByText('Saved.').waitFor();
    await page.getByText(/of \$1\.00 charged/).waitFor();
    await expect(deploy('second')).rejects.toMatchObject({ problem: { code: 'spending_cap_reached' } });
    await page.getByLabel('Limit what all deployments together may cost').uncheck();
    await button(page, 'Save').click();
    await eventually(async () => (await person.call('getSpendingCaps')).account === null || undefined);
  });

  it('an automatic top-up is switched on, charges, and says why it is paused', async () => {
    await open('/balance', 'Balance');
    await link(page, 'Set up').click();
    await heading(page, 'Automatic top-up').waitFor();
    await page.getByText('Nothing is charged by itself.').waitFor();
    await page.getByLabel('Top up automatically').check();
    await page.getByLabel('At most in a month').fill('10');
    await page.getByText('Must be at least $50.00, which is added each time.').waitFor();
    await page.getByLabel('At most in a month').fill('100');
    await looksRight();
    await button(page, 'Save').click();
    await page.getByText(/Will add \$50\.00 from Visa ending in 4242 when the balance falls below \$20\.00/).waitFor();
    await page.getByText('$50.00 of $100.00 left this month.').waitFor();
    expect((await person.call('getAutoRecharge')).last?.amount.amount).toBe('50.0000000');

    await stage.control.post('/stripe/declines', { decline: 'authentication_required', count: 1 });
    await page.getByLabel('When the balance falls below').fill('200');
    await button(page, 'Save').click();
    await page.getByText('Your bank wants you to confirm $50.00. You were not charged.').waitFor();
    await looksRight();
    const { text } = await mailTo(stage.control, person.email, /asks you to confirm/);
    const { topUpId } = await person.call('getAutoRecharge');
    expect(text).toContain(`/balance?topUp=${topUpId}`);
    await link(page, 'Confirm $50.00').click();
    await button(page, 'Pay $50.00').click();
    await page.getByText('$50.00 was added').waitFor();
    await open('/balance/auto-recharge', 'Automatic top-up');
    await page.getByText('$100.00 of at most $100.00 were added this month').waitFor();
  });
});
