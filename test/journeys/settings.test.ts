import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, navigation, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const YELLOW = 'rgb(255, 212, 0)';
/** 1 x 1, transparent. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the operator decides, and everybody sees it', () => {
  const stage = useStage();
  asOneStory();
  let operator: Page;
  let user: Page;
  let api: { operator: Person; user: Person };

  beforeAll(async () => {
    api = {
      operator: await signIn(stage.house, 'operator@demo.test'),
      user: await signIn(stage.house, 'user@demo.test'),
    };
    await topUp({ runJobs: () => untilIdle(api.operator) }, api.user, '50.00');
    await api.user.call('createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    const watched = await stage.openForAll();
    // What the API refuses is a failed request for the browser, too.
    watched.expect(/status of (400|409)/);
    operator = watched.page;
    user = (await stage.openForAll()).page;
    await signInAtPage(operator, stage.house.url, 'operator@demo.test');
    await signInAtPage(user, stage.house.url, 'user@demo.test');
  });

  const open = (path: string) => operator.goto(`${stage.house.url}${path}`);
  const save = async () => {
    await button(operator, 'Save').click();
    await operator.getByText('Saved', { exact: true }).waitFor();
  };
  const background = (page: Page) =>
    link(page, /^Deploy$/).evaluate((element) => getComputedStyle(element).backgroundColor);

  it('name, contact, logo and colour, with the contrasts that they have', async () => {
    await link(operator, 'Operator').click();
    await navigation(operator, 'Settings').click();
    await operator.getByLabel('Name of this marketplace').fill('Ada Cloud');
    await operator.getByLabel(/^E-mail address for questions/).fill('help@ada.test');
    // What is not saved is not lost unseen.
    await link(operator, 'Brand').click();
    await operator.getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click();
    await save();

    await link(operator, 'Brand').click();
    await operator
      .getByLabel('Choose a picture')
      .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PNG });
    await operator.getByLabel('Colour', { exact: true }).fill('#0E9254');
    await operator.getByText(/looks like a success colour/).waitFor();
    await operator.getByLabel('Colour', { exact: true }).fill('#FFD400');
    await operator.getByText('dark, 13.49').waitFor();
    await save();
    expect(await navigation(operator, 'Settings').evaluate(() => document.title)).toBe('Settings · Ada Cloud');
  });

  it('a visitor sees them, in both themes, and a second time from the first moment on', async () => {
    const watched = await stage.open({ width: 390 });
    const { page } = watched;
    await page.goto(stage.house.url);
    await link(page, 'Ada Cloud').waitFor();
    await link(page, 'help@ada.test').waitFor();
    expect(await link(page, 'Ada Cloud').locator('img').getAttribute('src')).toMatch(/^\/api\/v1\/brand\/logos\//);
    expect(await background(page)).toBe(YELLOW);
    await button(page, 'Use the dark theme').click();
    expect(await background(page)).toBe(YELLOW);
    await settle(page);
    expect([await overflowing(page), await violations(page, 'all')]).toEqual([[], []]);

    // The configuration never comes: what was seen before is there all the same.
    await page.route('**/api/v1/config', () => {});
    await page.reload();
    expect(await background(page)).toBe(YELLOW);
    expect(await link(page, 'Ada Cloud').textContent()).toBe('Ada Cloud');
  });

  it('who comes for the first time sees no colour before it is known', async () => {
    const { page } = await stage.open();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/api/v1/config', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(stage.house.url);
    await link(page, /^Deploy$/).waitFor();
    expect(await background(page)).toBe('rgb(238, 240, 244)');
    letGo();
    await link(page, 'Ada Cloud').waitFor();
    expect(await background(page)).toBe(YELLOW);
  });

  it('of two who change the same, the second is told who was first, and loads it', async () => {
    await open('/operator/settings/limits');
    await operator.getByLabel('Smallest').fill('15');
    const { version, value } = (await api.operator.call('getSettings')).limits;
    const topUpMinimum = { currency: 'USD' as const, amount: '20' };
    await api.operator.call('updateSettings', { body: { limits: { version, value: { ...value, topUpMinimum } } } });
    await button(operator, 'Save').click();
    await operator.getByText(/was changed by .* \(operator@demo\.test\)/).waitFor();
    await button(operator, 'Load what stands now').click();
    await expect.poll(() => operator.getByLabel('Smallest').inputValue()).toBe('20.00');
    await operator.getByLabel('Largest').fill('1');
    await button(operator, 'Save').click();
    await operator.getByText('This must not be less than the smallest top-up.').waitFor();

    await user.goto(`${stage.house.url}/balance`);
    await user.getByLabel('Other').check();
    await user.getByLabel('Amount in US dollars').fill('19');
    await user.getByLabel('Amount in US dollars').blur();
    await user.getByText('The smallest top-up is $20.00.').first().waitFor();
  });

  it('maintenance: orders and top-ups say why they are off, what runs is there, operators go on', async () => {
    await open('/operator/settings/maintenance');
    await operator.getByLabel(/^Pause new orders and top-ups/).check();
    await operator.getByLabel(/^What people read/).fill('The database moves');
    await save();
    await operator.getByText('As an operator you can still order and pay.').waitFor();

    await user.goto(`${stage.house.url}/deploy`);
    await heading(user, 'New orders are paused for maintenance').waitFor();
    await user.getByText('The database moves. What you have deployed goes on running.').waitFor();
    expect([await overflowing(user), await violations(user, 'all')]).toEqual([[], []]);
    await link(user, 'Your deployments').click();
    await heading(user, 'Deployments').waitFor();
    await user.goto(`${stage.house.url}/balance`);
    await user.getByText('New orders and top-ups are paused for maintenance').waitFor();
    const pay = button(user, /^Pay /);
    await pay.waitFor();
    expect([await pay.getAttribute('aria-disabled'), await pay.getAttribute('title')]).toEqual([
      'true',
      'Top-ups are paused for maintenance.',
    ]);

    await operator.getByLabel(/^Pause new orders and top-ups/).uncheck();
    await save();
    await user.goto(`${stage.house.url}/deploy`);
    await heading(user, 'New deployment').waitFor();
  });

  it('a new service level is accepted anew, with its number', async () => {
    await open('/operator/settings/legal');
    await link(operator, 'New version of Service level for cloud users').first().click();
    await operator.getByLabel('Text', { exact: true }).fill('1. All is well.\n\n2. Most of the time.');
    await button(operator, 'Publish version 2').click();
    await operator.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await operator.getByText('Version 2 is published').waitFor();

    await user.goto(`${stage.house.url}/deploy?size=small&ipv4=false`);
    await user.getByText('Accept the service level first.').filter({ visible: true }).waitFor();
    await button(user, 'Read it').click();
    await user.getByText('2. Most of the time.').waitFor();
    await user.keyboard.press('Escape');
    await user.getByLabel('I accept the service level (version 2)').check();
    await button(user, /^Deploy for /).click();
    await user.getByText('Running', { exact: true }).waitFor();
    await user.goto(`${stage.house.url}/legal/sla_user`);
    await user.getByText(/^Version 2, since .* You accepted it on/).waitFor();
    await link(user, /^Version 1, from/).click();
    await user.getByText('This is not the version in force').waitFor();
    expect([await overflowing(user), await violations(user, 'all')]).toEqual([[], []]);
  });

  it('prices for later: their effect first, then announced to all, then in force when the clock comes there', async () => {
    const before = (await api.user.call('listDeployments', { query: {} })).items[0]?.hourly;
    await open('/operator/pricing');
    await operator.getByLabel('Percent').fill('50');
    await operator.getByText('1 deployment of 1 person keeps its price, whatever you publish.').waitFor();
    await operator.getByText(/1 dearer, 0 cheaper, 0 the same/).waitFor();
    await operator.getByText('Draft, 1 change').waitFor();
    await button(operator, 'Publish…').click();
    const dialog = operator.getByRole('dialog');
    await dialog.getByText('All apps, percent: 20 % → 50 %').waitFor();
    await dialog.getByText('From a moment on').click();
    const { clock } = stage.house.sandboxes;
    const at = new Date(Math.ceil(clock.now() / 3_600_000) * 3_600_000 + 5 * 3_600_000);
    await dialog.getByLabel('From, UTC').fill(at.toISOString().slice(0, 16));
    await dialog.getByText('1 person is told that their price stays.').waitFor();
    await button(operator, 'Announce').click();
    await operator.getByText(/^Announced: version 2 from /).waitFor();
    expect([await overflowing(operator), await violations(operator, 'all')]).toEqual([[], []]);

    const { page } = await stage.open();
    await page.goto(stage.house.url);
    const small = page.getByRole('listitem').filter({ hasText: 'Deploy Small' });
    await small.getByText('$4.87').first().waitFor();
    await small.getByText(/^From .* UTC: from \$6\.09/).waitFor();
    await stage.control.post('/clock/set', { at: at.toISOString() });
    await page.reload();
    await small.getByText('$6.09').first().waitFor();
    expect(await small.getByText(/UTC: from/).count()).toBe(0);

    expect((await api.user.call('listDeployments', { query: {} })).items[0]?.hourly).toEqual(before);
  });
});
