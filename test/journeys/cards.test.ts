import { randomUUID } from 'node:crypto';
import type { FrameLocator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Charge, listCards, saveCard } from '../invariants/payment-scene.ts';
import { newPerson, type Stranger } from '../invariants/scene.ts';
import { violations } from './accessibility.ts';
import { overflowing } from './crawl.ts';
import { button, heading, link, signInAtPage, typeCard } from './person-at-page.ts';
import { useStage } from './stage.ts';

const stage = useStage();
const ALWAYS_ASKS = 'pm_card_authenticationRequiredAlways';

/** The bank's window. */
const bank = (page: Page): FrameLocator => page.frameLocator('iframe[title="3D Secure challenge"]');
const card = (page: Page, name: string) => page.getByRole('radio', { name: new RegExp(name) });

/** What all top-ups of a person were charged, by the processor's books. */
async function chargesOf(person: Stranger): Promise<number[]> {
  const { items } = await person.call('listTopUps', { query: {} });
  const { charges } = await stage.control.get<{ charges: Charge[] }>('/stripe/ledger');
  return charges
    .filter(({ metadata, status }) => status === 'succeeded' && items.some(({ id }) => id === metadata.top_up_id))
    .map(({ amount }) => amount);
}
const balanceOf = async (person: Stranger) => (await person.call('getBalance')).available.amount;

async function newcomer(page: Page, ...methods: string[]): Promise<Stranger> {
  const email = `${randomUUID()}@people.test`;
  const person = await newPerson(stage.house, email);
  for (const method of methods) await saveCard(person, method);
  await signInAtPage(page, stage.house.url, email, person.password);
  return person;
}
const open = async (page: Page, path: string, title: string) => {
  await page.goto(stage.house.url + path);
  await heading(page, title).waitFor();
};

describe('saved cards', () => {
  it('are added after the bank has asked, made default and removed; by eye, by reader and on a phone', async () => {
    const { page } = await stage.open();
    const person = await newcomer(page, 'pm_card_mastercard');
    await open(page, '/cards', 'Cards');
    await button(page, 'Add a card').click();
    await typeCard(page, '4000002500003155');
    await button(page, 'Save card').click();
    await bank(page).getByRole('button', { name: 'Complete' }).click();
    const row = page.getByRole('row', { name: /Visa ending in 3155/ });
    await row.waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);

    await row.getByRole('button', { name: /Actions for/ }).click();
    await button(page, 'Make default').click();
    await row.getByText('Default').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect([...(await overflowing(page)), ...(await violations(page, 'all'))]).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });

    await row.getByRole('button', { name: /Actions for/ }).click();
    await button(page, 'Remove').click();
    await page.getByText('Mastercard ending in 4444 becomes the default.').waitFor();
    await button(page, 'Remove card').click();
    await row.waitFor({ state: 'detached' });
    expect(await listCards(person)).toMatchObject([{ last4: '4444', isDefault: true }]);
  });

  it('say in words why a card was not saved, and leave the form for another', async () => {
    const watched = await stage.open();
    watched.expect(/status of 402/);
    const { page } = watched;
    await newcomer(page);
    await open(page, '/cards?add=true', 'Cards');
    await typeCard(page, '4000000000000069');
    await button(page, 'Save card').click();
    await page.getByText('This card has expired.').waitFor();
    await page.getByText('The card was not saved, and nothing was charged.').waitFor();
    await page.getByText('expired_card').waitFor();
  });
});

describe('a top-up is never charged twice', () => {
  it('by a double click, a reload, the back button or a second tab', async () => {
    const { page } = await stage.open();
    const person = await newcomer(page, 'pm_card_visa');
    await open(page, '/balance', 'Balance');
    const second = await page.context().newPage();
    await open(second, '/balance', 'Balance');
    expect(await card(page, 'Visa ending in 4242').isChecked()).toBe(true);
    for (const tab of [page, second]) await button(tab, 'Pay $25.00').waitFor();
    await Promise.all([button(page, 'Pay $25.00').dblclick(), button(second, 'Pay $25.00').click()]);
    for (const tab of [page, second]) await tab.getByText('$25.00 was added').waitFor();
    await page.reload();
    await page.getByText('$25.00 was added').waitFor();
    await page.goBack();
    await page.goForward();
    await page.getByText('$25.00 was added').waitFor();
    expect(await chargesOf(person)).toEqual([2500]);
    expect(await balanceOf(person)).toBe('25.0000000');

    // Wanted again it is another payment.
    await button(second, 'Top up again').click();
    await button(second, 'Pay $25.00').click();
    await second.getByText('$25.00 was added').waitFor();
    expect(await chargesOf(person)).toEqual([2500, 2500]);

    // Another amount in another tab is another payment only when the person says so.
    await button(second, 'Top up again').click();
    await open(page, '/balance', 'Balance');
    await second.getByRole('radio', { name: '$50' }).check();
    for (const [tab, amount] of [
      [page, '25'],
      [second, '50'],
    ] as const)
      await button(tab, `Pay $${amount}.00`).waitFor();
    const fault = { route: 'POST /v1/payment_intents', kind: 'holdAfterEffect', ms: 1_500 };
    await stage.control.post('/stripe/faults', fault);
    await button(page, 'Pay $25.00').click();
    await button(second, 'Pay $50.00').click();
    await second.getByText('A payment of $25.00 is under way in another tab').waitFor();
    await page.getByText('$25.00 was added').waitFor();
    expect(await chargesOf(person)).toEqual([2500, 2500, 2500]);
    await button(second, 'Pay $50.00 as well').click();
    await second.getByText('$50.00 was added').waitFor();
    expect((await chargesOf(person)).sort()).toEqual([2500, 2500, 2500, 5000]);
  });

  it('by a page that was left before the answer came', async () => {
    const watched = await stage.open();
    const { page } = watched;
    const person = await newcomer(page, 'pm_card_visa');
    await open(page, '/balance', 'Balance');
    await button(page, 'Pay $25.00').waitFor();
    const fault = { route: 'POST /v1/payment_intents', kind: 'holdAfterEffect', ms: 1_000 };
    await stage.control.post('/stripe/faults', fault);
    await button(page, 'Pay $25.00').click();
    await open(page, '/balance', 'Balance');
    await page.getByText('$25.00 was added').waitFor();
    expect(await chargesOf(person)).toEqual([2500]);
  });
});

describe('when the bank asks for its owner', () => {
  it('a payment that was left goes on where it stopped', async () => {
    const { page } = await stage.open();
    const person = await newcomer(page, ALWAYS_ASKS);
    await setUp(person, page);
    await open(page, '/balance', 'Balance');
    await button(page, 'Pay $25.00').click();
    await bank(page).getByRole('button', { name: 'Complete' }).waitFor();
    await page.reload();
    await page.getByText('Your bank asks you to confirm $25.00').waitFor();
    expect(await balanceOf(person)).toBe('0.0000000');

    await open(page, '/balance', 'Balance');
    await link(page, 'Continue the payment of $25.00').click();
    expect(await violations(page, 'all')).toEqual([]);
    await button(page, 'Confirm $25.00 with your bank').click();
    await bank(page).getByRole('button', { name: 'Complete' }).click();
    await page.getByText('$25.00 was added').waitFor();
    expect(await chargesOf(person)).toEqual([2500]);
  });

  it('one that is not wanted any more is cancelled', async () => {
    const { page } = await stage.open();
    const person = await newcomer(page, ALWAYS_ASKS);
    await setUp(person, page);
    await open(page, '/balance', 'Balance');
    await button(page, 'Pay $25.00').click();
    await bank(page).getByRole('button', { name: 'Complete' }).waitFor();
    await open(page, '/balance', 'Balance');
    await button(page, 'Cancel payment of $25.00').click();
    await heading(page, 'Unfinished payments').waitFor({ state: 'detached' });
    await expect.poll(async () => (await person.call('listTopUps', { query: {} })).items[0]?.status).toBe('cancelled');
  });

  /** The card asks when it is saved, too. */
  async function setUp(person: Stranger, page: Page): Promise<void> {
    const { items } = await stage.control.get<{ items: { intent: string }[] }>('/stripe/challenges');
    for (const { intent } of items.filter((one) => one.intent.startsWith('seti_')))
      await stage.control.post(`/stripe/challenges/${intent}`, { outcome: 'passed' });
    await expect.poll(() => listCards(person)).toHaveLength(1);
    await page.reload();
  }
});

it('a declined saved card is told in four parts; another card then pays the same top-up and is kept', async () => {
  const watched = await stage.open();
  watched.expect(/status of 402/);
  const { page } = watched;
  const person = await newcomer(page, 'pm_card_chargeCustomerFail');
  await open(page, '/balance', 'Balance');
  await button(page, 'Pay $25.00').click();
  await page.getByText('Your card was declined.').waitFor();
  await page.getByText('You were not charged.').waitFor();
  await page.getByText('generic_decline').waitFor();
  await card(page, 'Another card').check();
  await typeCard(page, '5555555555554444');
  await page.getByLabel('Save this card for later').check();
  await button(page, 'Pay $25.00').click();
  await page.getByText('$25.00 was added').waitFor();
  expect(await chargesOf(person)).toEqual([2500]);
  await expect.poll(() => listCards(person)).toHaveLength(2);
});
