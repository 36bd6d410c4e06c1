import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newPerson, type Stranger, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, navigation, signInAtPage, tabTo } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

describe('a coupon and a refund, from the operator to the user', () => {
  const stage = useStage();
  asOneStory();
  let operator: Person;
  let user: Stranger;
  let desk: Page;
  let page: Page;
  let code: string;

  it('the operator makes a coupon; its code can be handed out', async () => {
    operator = await signIn(stage.house, 'operator@demo.test');
    user = await newPerson(stage.house, 'payer@people.test', 'pw-of-the-story-1');
    await topUp({ runJobs: () => untilIdle(operator) }, user, '50.00');
    ({ page: desk } = await stage.openForAll());
    await signInAtPage(desk, stage.house.url, 'operator@demo.test');
    await desk.goto(`${stage.house.url}/operator`);
    await navigation(desk, 'Coupons').click();
    await heading(desk, 'Coupons and credits').waitFor();
    await button(desk, 'New coupon').click();
    await desk.getByLabel('Credit in US dollars').fill('7,50');
    await desk.getByLabel('Note').fill('meetup');
    await tabTo(desk, 'Make the coupon');
    await desk.keyboard.press('Enter');
    await desk.getByText('Take the code back').waitFor();
    code = (await desk.getByRole('dialog').locator('h2').innerText()).trim();
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
    expect(await narrowFaults(desk)).toEqual([]);
  });

  it('the user redeems it on the balance page; a wrong code says so at its field', async () => {
    const watched = await stage.openForAll();
    page = watched.page;
    watched.expect(/status of 422/);
    await signInAtPage(page, stage.house.url, user.email, 'pw-of-the-story-1');
    await navigation(page, 'Balance').click();
    await page.getByLabel('Coupon code').fill('NOT-A-CODE-OF-OURS');
    await page.keyboard.press('Enter');
    await page.getByText('There is no such code.').waitFor();
    await page.getByLabel('Coupon code').fill(code.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText('$7.50 was added to your balance.').waitFor();
    await page.getByText('$57.50').first().waitFor();
    expect(await narrowFaults(page)).toEqual([]);
  });

  it('the operator refunds a part, sees what the user then has, and how the refund goes', async () => {
    await desk.goto(`${stage.house.url}/operator/payments?q=${user.email}`);
    await button(desk, `Refund the top-up of ${user.email}`).click();
    const panel = desk.getByRole('dialog');
    await panel.getByLabel('Amount in US dollars').fill('60');
    await panel.getByText('The largest refund is $50.00.').first().waitFor();
    await panel.getByLabel('Amount in US dollars').fill('20');
    await panel.getByText("The user's balance is then $37.50.").waitFor();
    expect(await narrowFaults(desk)).toEqual([]);
    await panel.getByLabel('Reason').fill('machine was away for a day');
    await button(desk, 'Refund $20.00').click();
    await panel.waitFor({ state: 'hidden' });
    await link(desk, /^Refunds$/).click();
    await untilIdle(operator);
    await desk.getByText('machine was away for a day').waitFor();
    await desk.getByRole('table').getByText('Refunded', { exact: true }).waitFor();
  });

  it('the user sees it on the statement and in a notification', async () => {
    await page.goto(`${stage.house.url}/statement`);
    await page
      .getByText(/^Refund of the top-up of \$50\.00/)
      .first()
      .waitFor();
    await page.getByText('−$20.0000').first().waitFor();
    await page.getByText(/and all lines make closing \$37\.5000/).waitFor();
    await page.goto(`${stage.house.url}/notifications`);
    await page.getByText('Refund of $20.00').first().waitFor();
  });

  it('the operator compares the books with Stripe and the chain: they agree', async () => {
    await navigation(desk, 'Reconciliation').click();
    await heading(desk, 'Reconciliation').waitFor();
    await desk.getByText('Unknown').first().waitFor();
    await button(desk, 'Compare now').click();
    await untilIdle(operator);
    await expect.poll(() => desk.getByText('Agrees').count(), { timeout: 20_000 }).toBe(4);
    await desk.getByText('No difference is known').waitFor();
    expect(await narrowFaults(desk)).toEqual([]);
  });

  it('a bank disputes what is left: the operator comes from the task, reads the facts, and wins with evidence', async () => {
    const [paid] = (await operator.call('listAllTopUps', { query: { q: user.email } })).items;
    await stage.control.post('/stripe/disputes', { paymentIntent: paid?.paymentIntentId });
    await navigation(desk, 'Tasks').click();
    await button(desk, 'A bank disputes a payment').click();
    await link(desk, /^Open$/).click();
    await heading(desk, 'Dispute over $30.00').waitFor();
    await desk.getByText('Visa ending in 4242', { exact: true }).waitFor();
    const words = desk.getByLabel('Why the payment is right');
    expect(await words.inputValue()).toContain('paid $50.00 on');
    expect(await narrowFaults(desk)).toEqual([]);
    await words.fill('winning_evidence');
    await button(desk, 'Send evidence').click();
    await desk.getByText('Won', { exact: true }).waitFor();
    await desk.getByText('winning_evidence').waitFor();
    await link(desk, 'Disputes').click();
    await link(desk, 'Fraudulent').waitFor();
    expect(await narrowFaults(desk)).toEqual([]);
  });
});

/** What is wrong with the page on a phone, in whatever state it is. */
async function narrowFaults(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 390, height: 844 });
  await settle(page);
  const faults = [...(await overflowing(page)), ...(await violations(page, 'all'))];
  await page.setViewportSize({ width: 1440, height: 900 });
  return faults;
}
