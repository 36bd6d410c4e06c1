import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createMnemonic, signerFromMnemonic } from '../../packages/server/src/tfchain/index.ts';
import type { WatchedPage } from '../browser.ts';
import { ALPS_FARM, newProvider, type Provider } from '../invariants/provider-scene.ts';
import { newPerson, sshKey, topUp, unitsOf, untilIdle } from '../invariants/scene.ts';
import { signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, mailTo, navigation, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const DAY_MS = 24 * 3_600_000;

describe('from an hour of use to TFT on the chain, in a browser', () => {
  const stage = useStage();
  asOneStory();
  const account = signerFromMnemonic(createMnemonic());
  let provider: Provider;
  let nodeId: number;
  let watched: WatchedPage;
  let page: Page;

  const operator = () => signIn(stage.house, 'operator@demo.test');
  const runJobs = async () => untilIdle(await operator());
  const askAgain = () => signIn(stage.house, provider.email, provider.password);
  const row = () => page.getByRole('row').filter({ hasText: `Node ${nodeId}` });

  it('a provider sees what a machine on the node earns, in two lines, and nothing of its owner', async () => {
    const { store, clock } = stage.house.marketplace.adapters;
    const settings = { sharePercent: 50, payoutMinimumUnits: '100000' };
    await store.pool.query("insert into settings values ('providers', $1, 'epoch', 'test')", [settings]);
    await stage.house.sandboxes.clock.set(Math.ceil(clock.now().getTime() / DAY_MS) * DAY_MS + 10 * 60_000);
    await stage.house.sandboxes.clock.freeze(true);
    const user = await newPerson(stage.house);
    const { items } = await user.call('listNodes', { query: { farmId: ALPS_FARM } });
    nodeId = items.find(({ offerable }) => offerable)?.id ?? 0;
    provider = await newProvider(stage.house, store.pool, { nodeIds: items.map(({ id }) => id), farmId: ALPS_FARM });
    await topUp({ runJobs }, user, '90.00');
    const { id } = await user.call('createDeployment', {
      body: {
        name: 'hidden-shop',
        appId: 'vm',
        imageId: 'ubuntu-24.04',
        sizeId: 'medium',
        placement: { mode: 'node', nodeId },
        sshKeys: [sshKey],
      },
      idempotencyKey: randomUUID(),
    });
    await until(user, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    await stage.house.sandboxes.clock.advance(3 * 3600);
    await runJobs();

    watched = await stage.openForAll();
    page = watched.page;
    await signInAtPage(page, stage.house.url, provider.email, provider.password);
    await link(page, 'Provider').click();
    await navigation(page, 'Earnings').click();
    await heading(page, 'Earnings').waitFor();
    await row().waitFor();
    const { items: nodes } = await (await askAgain()).call('listEarnings', { query: {} });
    const node = nodes.find((each) => each.nodeId === nodeId);
    expect(node && unitsOf(node.marketplace)).toBeGreaterThan(0n);
    expect(Number(node?.chain.tft)).toBeGreaterThan(0);
    const cells = await row().getByRole('cell').allInnerTexts();
    expect(cells.slice(1)).toEqual([
      '2.83',
      `$${fourDecimals(node?.marketplace.amount)}`,
      `${Number(node?.chain.tft).toFixed(2)} TFT`,
      `$${fourDecimals(node?.chain.usd.amount)}`,
    ]);
    await page.getByText('Half of each bill, straight to the account of your farm.').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/hidden-shop|people\.test/);
  });

  it('sets the address that payouts go to; a mistyped one is refused, and the change comes by mail', async () => {
    expect(await button(page, 'Ask for a payout').getAttribute('aria-disabled')).toBe('true');
    await link(page, 'Payouts').click();
    await button(page, 'Set the address').click();
    const field = page.getByLabel('New address');
    await field.fill(account.address.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')));
    watched.expect(/status of 400/);
    await button(page, 'Save the address').click();
    await page.getByText('The address must be an address of TFChain').waitFor();
    await field.fill(account.address);
    await button(page, 'Save the address').click();
    await page.getByText(account.address).waitFor();
    expect((await mailTo(stage.control, provider.email, /payout address was changed/)).text).toContain(account.address);
  });

  it('asks for all that is payable when the days of the hold are over', async () => {
    const { clock } = stage.house.sandboxes;
    await page.goto('about:blank');
    await clock.set(Math.floor(clock.now() / DAY_MS) * DAY_MS + 15 * DAY_MS);
    await runJobs();
    // Two weeks later nobody is still signed in.
    await page.context().clearCookies();
    await signInAtPage(page, stage.house.url, provider.email, provider.password);
    await page.goto(`${stage.house.url}/provider/earnings/payouts`);
    const { payable } = await (await askAgain()).call('listEarnings', { query: {} });
    expect(unitsOf(payable)).toBeGreaterThan(100_000n);
    await button(page, 'Ask for a payout').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(account.address).waitFor();
    await dialog.getByRole('button', { name: /^Ask for \$/ }).click();
    await page.getByText('Waits for the next run').filter({ visible: true }).waitFor();
    expect((await (await askAgain()).call('listEarnings', { query: {} })).inTransit).toEqual(payable);
  });

  it("the operator's run pays it, and the page follows it to its end", async () => {
    const { page: desk } = await stage.open();
    await signInAtPage(desk, stage.house.url, 'operator@demo.test');
    await link(desk, 'Operator').click();
    await navigation(desk, 'Payouts').click();
    await heading(desk, 'Payouts').waitFor();
    await button(desk, 'Pay 1 payout').click();
    await desk
      .getByRole('dialog')
      .getByRole('button', { name: /^Pay \$/ })
      .click();
    await desk.getByText('Finished').waitFor();
    expect(new URL(desk.url()).searchParams.get('run')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await violations(desk, 'all')).toEqual([]);
    await wear(desk, 'dark');
    expect(await violations(desk, 'colours')).toEqual([]);
    await desk.setViewportSize({ width: 390, height: 844 });
    expect(await overflowing(desk)).toEqual([]);
  });

  it('it has arrived, is told by mail, and the statement adds up', async () => {
    await page.getByText('Paid', { exact: true }).filter({ visible: true }).last().waitFor();
    const person = await askAgain();
    const { items } = await person.call('listPayouts', { query: {} });
    const arrived = stage.house.sandboxes.grid?.access.balance(account.publicKey).freeUnits;
    expect(items.map(({ status, tft }) => [status, BigInt((tft ?? '').replace('.', ''))])).toEqual([['paid', arrived]]);
    await mailTo(stage.control, provider.email, /payout of \$\d+\.\d\d was paid/);

    await link(page, 'Statement').click();
    await page.getByText(/^Owed at the beginning \$.* and all lines make \$/).waitFor();
    const download = page.waitForEvent('download');
    await button(page, 'Export CSV').click();
    const lines = (await readFile((await (await download).path()) ?? '', 'utf8')).trim().split('\r\n');
    const { items: shown, closing } = await person.call('getProviderStatement', { query: { limit: 100 } });
    expect(lines).toHaveLength(shown.length + 1);
    expect(lines[1]?.split(',').at(-1)).toBe(closing.amount);
  });

  it('every tab is whole on a phone and a desk, light and dark, for everybody', async () => {
    for (const path of ['', '/statement', '/payouts']) {
      await page.goto(`${stage.house.url}/provider/earnings${path}`);
      await settle(page);
      expect(await overflowing(page), path).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await overflowing(page), path).toEqual([]);
      await wear(page, 'light');
      expect(await violations(page, 'all'), path).toEqual([]);
      await wear(page, 'dark');
      expect(await violations(page, 'colours'), path).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
});

const wear = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

const fourDecimals = (amount = ''): string => Number(amount).toFixed(4);
