import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { farmAccounts, signText } from '../api/provider-steps.ts';
import { newPerson, type Stranger, sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing } from './crawl.ts';
import { button, heading, link, mailTo, navigation, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const email = 'user2@demo.test';
const name = 'Ugo Racks';

const stage = useStage();

describe('a person becomes a provider, in a browser', () => {
  asOneStory();
  let page: Page;
  let desk: Page;
  let operator: Person;
  let customer: Stranger;
  let nodeId: number;

  it('connects the account of a farm by a signature from the wallet', async () => {
    operator = await signIn(stage.house, 'operator@demo.test');
    await operator.call('getProfile');
    customer = await newPerson(stage.house);
    const [farm] = await farmAccounts(stage.house);
    [nodeId = 0] = farm.nodeIds;
    ({ page } = await stage.openForAll());
    await signInAtPage(page, stage.house.url, email);
    await page.goto(`${stage.house.url}/profile`);
    await link(page, 'Become a provider').click();
    await heading(page, 'Become a cloud provider').waitFor();
    await page.getByLabel('Address').fill(farm.address);
    await button(page, 'Show the text to sign').click();
    const text = await page.locator('pre').innerText();

    const wallet = await page.context().newPage();
    await wallet.goto(stage.house.sandboxes.urls.wallet ?? '');
    await wallet.getByLabel('Text to sign').fill(text);
    await button(wallet, 'Sign').click();
    await wallet.getByText('Signed. Copy the signature.').waitFor();
    const signature = await wallet.getByLabel('Signature').inputValue();
    await wallet.close();

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
    await page.getByRole('checkbox', { name: /I accept this service level/ }).check();
    await send.click();
    await page.getByText('Waits for the operator').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowing(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
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

  it('hidden, it cannot be ordered; exposed again, another user deploys on it', async () => {
    await button(page, 'Hide this node').click();
    await page.getByText('Hidden', { exact: true }).waitFor();
    const order = {
      appId: 'vm',
      imageId: 'ubuntu-24.04',
      sizeId: 'small',
      placement: { mode: 'node' as const, nodeId },
      name: 'on-a-partner-node',
      sshKeys: [sshKey],
    };
    const refused = await customer.call('createQuote', { body: order }).catch(({ problem }) => problem.detail);
    expect(refused).toBe(`Node ${nodeId} cannot be chosen: hidden by its provider.`);
    await button(page, 'Expose this node').click();
    await page.getByText('Offered', { exact: true }).waitFor();

    await topUp({ runJobs: () => untilIdle(operator) }, customer, '10.00');
    const { id } = await customer.call('createDeployment', { body: order, idempotencyKey: randomUUID() });
    const made = await until(
      customer,
      'getDeployment',
      { params: { id } },
      ({ status }) => status === 'running' || status === 'failed',
    );
    expect(made).toMatchObject({ status: 'running', nodeId });
    await page.reload();
    await page.getByText('1 live').waitFor();
    const seen = await page.locator('main').innerText();
    for (const secret of ['on-a-partner-node', customer.email]) expect(seen).not.toContain(secret);
  });
});

it('a browser extension signs exactly the text that is shown, and connects', async () => {
  const [, farm] = await farmAccounts(stage.house);
  const { page } = await stage.open();
  const signed: string[] = [];
  await page.exposeFunction('signInSandbox', async (address: string, text: string) => {
    signed.push(text);
    return signText(stage.house, address, text);
  });
  await page.addInitScript((address) => {
    const { signInSandbox } = window as unknown as {
      signInSandbox: (address: string, text: string) => Promise<string>;
    };
    Object.assign(window, {
      injectedWeb3: {
        sandbox: {
          enable: async () => ({
            accounts: { get: async () => [{ address, name: 'My farm' }] },
            signer: {
              signRaw: async ({ data }: { data: string }) => ({ signature: await signInSandbox(address, data) }),
            },
          }),
        },
      },
    });
  }, farm.address);
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
