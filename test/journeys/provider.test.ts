import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createMnemonic, signerFromMnemonic } from '../../packages/server/src/tfchain/index.ts';
import { farmAccounts, signText } from '../api/provider-steps.ts';
import type { WatchedPage } from '../browser.ts';
import { newPerson, type Stranger, sshKey, topUp, unitsOf, untilIdle } from '../invariants/scene.ts';
import { signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { button, heading, link, mailTo, navigation, signInAtPage } from './person-at-page.ts';
import { expectWhole, injectWallet, signAtWallet } from './provider-pages.ts';
import { asOneStory, useStage } from './stage.ts';

const DAY_MS = 24 * 3_600_000;
const email = 'user2@demo.test';
const name = 'Ugo Racks';

const stage = useStage();

describe('a person becomes a provider and is paid, in a browser', () => {
  asOneStory();
  const account = signerFromMnemonic(createMnemonic());
  let watched: WatchedPage;
  let page: Page;
  let desk: Page;
  let customer: Stranger;
  let nodeId: number;
  /** The machine of the customer; the provider never learns its name. */
  let machineId: string;

  const operator = () => signIn(stage.house, 'operator@demo.test');
  const provider = () => signIn(stage.house, email);
  const runJobs = async () => untilIdle(await operator());
  const order = () => ({
    appId: 'vm',
    imageId: 'ubuntu-24.04',
    sizeId: 'medium',
    placement: { mode: 'node' as const, nodeId },
    name: 'hidden-shop',
    sshKeys: [sshKey],
  });
  const refusal = () => customer.call('createQuote', { body: order() }).catch(({ problem }) => problem.detail);

  it('connects the account of a farm by a signature from the wallet', async () => {
    const { clock } = stage.house.sandboxes;
    const { store } = stage.house.marketplace.adapters;
    const settings = { sharePercent: 50, payoutMinimumUnits: '100000' };
    await store.pool.query("insert into settings values ('providers', $1, 'epoch', 'test')", [settings]);
    await clock.set(Math.ceil(clock.now() / DAY_MS) * DAY_MS + 10 * 60_000);
    await clock.freeze(true);
    await (await operator()).call('getProfile');
    customer = await newPerson(stage.house);
    const [farm] = await farmAccounts(stage.house);
    [nodeId = 0] = farm.nodeIds;
    watched = await stage.openForAll();
    page = watched.page;
    await signInAtPage(page, stage.house.url, email);
    await page.goto(`${stage.house.url}/profile`);
    await link(page, 'Become a provider').click();
    await heading(page, 'Become a cloud provider').waitFor();
    await page.getByLabel('Address').fill(farm.address);
    await button(page, 'Show the text to sign').click();
    const text = await page.locator('pre').innerText();

    const signature = await signAtWallet(page, stage.house.sandboxes.urls.wallet ?? '', text);
    await page.getByLabel('Signature').fill(signature);
    await button(page, 'Connect the account').click();
    await page.getByText('Alpenrack (201), 3 nodes').waitFor();
    await page.getByText('499.99 TFT').waitFor();
    expect(await violations(page, 'all')).toEqual([]);
  });

  it('sees what a node would earn, line by line, before anything is asked for', async () => {
    await page.getByRole('button', { name: `What would it earn? Node ${nodeId}` }).click();
    const panel = page.getByRole('dialog', { name: `What node ${nodeId} would earn` });
    await panel.getByRole('row', { name: /Gold, 60 % off/ }).waitFor();
    expect(await panel.getByRole('row').count()).toBe(6);
    await panel.getByRole('button', { name: 'Why?' }).last().click();
    await page.getByText(/list price − 60 % = \$\d+\.\d{4} bill; 50 % of it goes to your farm’s twin\./).waitFor();
    expect(await violations(page, 'all')).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Close' }).click();
  });

  it('asks for a node, and says what is missing until everything is there', async () => {
    const send = button(page, 'Send the request');
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('Choose a node first.').filter({ visible: true }).waitFor();
    await page.getByRole('checkbox', { name: `Node ${nodeId}`, exact: true }).check();
    await page.getByLabel('Name or company').fill(name);
    await page.getByText('You keep each node that you offer here available at least 99.9 percent').waitFor();
    await page.getByRole('checkbox', { name: 'I accept this service level, version 1' }).check();
    await send.click();
    await page.getByText('Waits for the operator').waitFor();
  });

  it('the operator finds it, asks, gets an answer', async () => {
    desk = (await stage.openForAll()).page;
    await signInAtPage(desk, stage.house.url, 'operator@demo.test');
    await desk.goto(`${stage.house.url}/operator`);
    await navigation(desk, 'Providers').click();
    await link(desk, name).click();
    const panel = desk.getByRole('dialog', { name });
    await panel.getByText('Theirs').waitFor();
    expect(await violations(desk, 'all')).toEqual([]);
    await panel.getByLabel('Message to the person').fill('How is it connected?');
    await button(desk, 'Send the message').click();
    await panel.getByText('Waits for an answer').waitFor();

    expect((await mailTo(stage.control, email, /needs an answer/)).text).toContain('How is it connected?');
    await page.reload();
    await page.getByLabel('Your answer').fill('By fibre, 1 Gbit/s.');
    await button(page, 'Send the answer').click();
    await page.getByText('Waits for the operator').waitFor();
  });

  it('and approves: the role holds at once and the node is on offer', async () => {
    await desk.reload();
    await desk.getByText('By fibre, 1 Gbit/s.').waitFor();
    await button(desk, 'Approve').click();
    await desk.getByRole('dialog', { name }).getByText('Approved', { exact: true }).waitFor();

    await page.goto(`${stage.house.url}/provider`);
    await page.getByRole('link', { name: `Node ${nodeId}` }).click();
    await heading(page, `Node ${nodeId}`).waitFor();
    await page.getByText('Offered', { exact: true }).waitFor();
    const { items } = await customer.call('listNodes', { query: { exposed: 'true' } });
    expect(items.map(({ id, offerable }) => [id, offerable])).toEqual([[nodeId, true]]);
    expect(await violations(page, 'all')).toEqual([]);
  });

  it('hidden by its provider or paused by the operator, it cannot be ordered, and both see why', async () => {
    await button(page, 'Hide this node').click();
    await page.getByText('Hidden', { exact: true }).waitFor();
    expect(await refusal()).toBe(`Node ${nodeId} cannot be chosen: hidden by its provider.`);
    await button(page, 'Expose this node').click();
    await page.getByText('Offered', { exact: true }).waitFor();

    await desk.goto(`${stage.house.url}/operator`);
    await heading(desk, 'Operator').waitFor();
    await navigation(desk, 'Nodes').click();
    await desk.getByRole('row').filter({ hasText: name }).getByRole('link').click();
    const panel = desk.getByRole('dialog', { name: `Node ${nodeId}`, exact: true });
    await panel.getByRole('button', { name: 'Pause this node' }).click();
    const dialog = desk.getByRole('dialog', { name: `Pause node ${nodeId}` });
    expect(await dialog.getByRole('button', { name: 'Pause the node' }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel('Reason').fill('Its disk is checked.');
    await dialog.getByRole('button', { name: 'Pause the node' }).click();
    await panel.getByText('by the operator: Its disk is checked.').waitFor();
    expect(await violations(desk, 'all')).toEqual([]);
    expect(await refusal()).toBe(`Node ${nodeId} cannot be chosen: paused by the marketplace.`);
    await page.reload();
    await page.getByText('by the operator: Its disk is checked.').waitFor();
    expect((await mailTo(stage.control, email, /was paused/)).text).toContain('Its disk is checked.');
    await panel.getByRole('button', { name: 'Resume this node' }).click();
    await desk.getByRole('button', { name: 'Resume the node' }).click();
    await panel.getByText('Offered', { exact: true }).waitFor();
  });

  it('exposed again, another user deploys on it', async () => {
    await topUp({ runJobs }, customer, '90.00');
    machineId = (await customer.call('createDeployment', { body: order(), idempotencyKey: randomUUID() })).id;
    const params = { id: machineId };
    const made = await until(customer, 'getDeployment', { params }, ({ status }) => status === 'running');
    expect(made).toMatchObject({ status: 'running', nodeId });
    await page.reload();
    await page.getByText('1 live').waitFor();
  });

  it('hours pass: the provider sees what the machine earns, in two lines, and nothing of its owner', async () => {
    await stage.house.sandboxes.clock.advance(3 * 3600);
    await runJobs();
    await navigation(page, 'Earnings').click();
    await heading(page, 'Earnings').waitFor();
    const row = page.getByRole('row').filter({ hasText: `Node ${nodeId}` });
    await row.waitFor();
    const { items } = await (await provider()).call('listEarnings', { query: {} });
    const node = items.find((each) => each.nodeId === nodeId);
    expect(node && unitsOf(node.marketplace)).toBeGreaterThan(0n);
    expect(Number(node?.chain.tft)).toBeGreaterThan(0);
    const cells = await row.getByRole('cell').allInnerTexts();
    expect(cells.slice(1)).toEqual([
      '2.83',
      `$${fourDecimals(node?.marketplace.amount)}`,
      `${Number(node?.chain.tft).toFixed(2)} TFT`,
      `$${fourDecimals(node?.chain.usd.amount)}`,
    ]);
    await page.getByText('Half of each bill, straight to the account of your farm.').waitFor();
    const seen = await page.locator('main').innerText();
    for (const secret of ['hidden-shop', customer.email, machineId]) expect(seen).not.toContain(secret);
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
    expect((await mailTo(stage.control, email, /payout address was changed/)).text).toContain(account.address);
  });

  it('asks for all that is payable when the days of the hold are over', async () => {
    const { clock } = stage.house.sandboxes;
    for (const each of [page, desk]) await each.goto('about:blank');
    await clock.set(Math.floor(clock.now() / DAY_MS) * DAY_MS + 15 * DAY_MS);
    await runJobs();
    // Two weeks later nobody is still signed in.
    await page.context().clearCookies();
    await signInAtPage(page, stage.house.url, email);
    await page.goto(`${stage.house.url}/provider/earnings/payouts`);
    const { payable } = await (await provider()).call('listEarnings', { query: {} });
    expect(unitsOf(payable)).toBeGreaterThan(100_000n);
    await button(page, 'Ask for a payout').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(account.address).waitFor();
    await dialog.getByRole('button', { name: /^Ask for \$/ }).click();
    await page.getByText('Waits for the next run').filter({ visible: true }).waitFor();
    expect((await (await provider()).call('listEarnings', { query: {} })).inTransit).toEqual(payable);
  });

  it("the operator's run pays it, and the page follows it to its end", async () => {
    await desk.context().clearCookies();
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
    await expectWhole(desk, desk.url());
  });

  it('it has arrived, is told by mail, and the statement adds up', async () => {
    await page.getByText('Paid', { exact: true }).filter({ visible: true }).last().waitFor();
    const person = await provider();
    const { items } = await person.call('listPayouts', { query: {} });
    const arrived = stage.house.sandboxes.grid?.access.balance(account.publicKey).freeUnits;
    expect(items.map(({ status, tft }) => [status, BigInt((tft ?? '').replace('.', ''))])).toEqual([['paid', arrived]]);
    await mailTo(stage.control, email, /payout of \$\d+\.\d\d was paid/);

    await link(page, 'Statement').click();
    await page.getByText(/^Owed at the beginning \$.* and all lines make \$/).waitFor();
    const download = page.waitForEvent('download');
    await button(page, 'Export CSV').click();
    const lines = (await readFile((await (await download).path()) ?? '', 'utf8')).trim().split('\r\n');
    const statement = await person.call('getProviderStatement', { query: { limit: 100 } });
    expect(lines).toHaveLength(statement.items.length + 1);
    expect(lines[1]?.split(',').at(-1)).toBe(statement.closing.amount);
    const sum = statement.items.reduce((total, { amount }) => total + unitsOf(amount), unitsOf(statement.opening));
    expect(sum).toBe(unitsOf(statement.closing));
  });

  it('every tab is whole on a phone and a desk, light and dark, for everybody', async () => {
    for (const path of ['', '/statement', '/payouts'])
      await expectWhole(page, `${stage.house.url}/provider/earnings${path}`);
  });

  it('takes the node out for good: what runs stays, and with its end the node is gone', async () => {
    await page.goto(`${stage.house.url}/provider/nodes/${nodeId}`);
    await button(page, 'Remove for good').click();
    await page.getByText('One deployment runs on it.').waitFor();
    await button(page, 'Remove the node').click();
    await page.getByText('Leaving', { exact: true }).waitFor();
    expect(await violations(page, 'all')).toEqual([]);
    const owner = await signIn(stage.house, customer.email, customer.password);
    await owner.call('deleteDeployment', { params: { id: machineId } });
    await until(owner, 'getDeployment', { params: { id: machineId } }, ({ status }) => status === 'deleted');
    await runJobs();
    await link(page, 'Nodes').first().click();
    await page.getByText(/You offer no node/).waitFor();
  });
});

it('a browser extension signs exactly the text that is shown, and connects', async () => {
  const [, farm] = await farmAccounts(stage.house);
  const { page } = await stage.open();
  const signed = await injectWallet(page, farm.address, (text) => signText(stage.house, farm.address, text));
  await signInAtPage(page, stage.house.url, 'user@demo.test');
  await page.goto(`${stage.house.url}/provider/apply`);
  await button(page, 'Use a browser extension').click();
  await page.getByText('My farm').waitFor();
  await button(page, 'Show the text to sign').click();
  const shown = await page.locator('pre').innerText();
  await button(page, 'Sign in sandbox and connect').click();
  await page.getByText('Savanna-Compute (202), 3 nodes').waitFor();
  expect(signed).toEqual([shown]);
});

const fourDecimals = (amount = ''): string => Number(amount).toFixed(4);
