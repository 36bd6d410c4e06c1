import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { WatchedPage } from '../browser.ts';
import { eventually, untilIdle } from '../invariants/scene.ts';
import { signIn } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, navigation, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

describe('USDC become TFT on the chain, in a browser', () => {
  const stage = useStage({ stellar: 'signs', grid: { nodeCount: 20 } });
  asOneStory();
  let watched: WatchedPage;
  let page: Page;
  const runJobs = async () => untilIdle(await signIn(stage.house, 'operator@demo.test'));
  const cell = (name: string) => page.getByRole('row').filter({ hasText: name }).getByRole('cell').last();

  it('an operator sees what lies where, and an equation that holds to the unit', async () => {
    await runJobs();
    watched = await stage.openForAll();
    page = watched.page;
    await signInAtPage(page, stage.house.url, 'operator@demo.test');
    await link(page, 'Operator').click();
    await navigation(page, 'Treasury').click();
    await heading(page, 'Treasury').waitFor();
    await page.getByText('50,000.00 USDC').first().waitFor();
    expect(await cell('Came in').innerText()).toBe('50,000.0000000 USDC');
    expect(await page.getByText('Holds to the last unit.').count()).toBe(2);
  });

  it('a quote says what it costs and what it may cost at worst; the exchange shows each step with its hash', async () => {
    await button(page, 'Exchange USDC').click();
    await page.getByLabel('USDC to spend').fill('100');
    await page.getByLabel('Reason').fill('Float is low');
    await button(page, 'Ask for a quote').click();
    const dialog = page.getByRole('dialog', { name: 'Quote' });
    await dialog.getByText('USDC → TFT').waitFor();
    await dialog.getByText('Price impact').waitFor();
    await dialog.getByRole('button', { name: 'Spend 100.00 USDC' }).click();
    await heading(page, 'USDC to TFT').waitFor();
    await eventually(async () => {
      await runJobs();
      return (await page.getByText('Completed', { exact: true }).count()) > 0 || undefined;
    });
    await page.getByText('Arrival on the chain').first().waitFor();
    // The same hash names the payment on Stellar and its arrival on the chain.
    expect(await page.getByRole('button', { name: /hash/ }).count()).toBe(3);
    expect(await page.getByText('Handed in').count()).toBe(2);
  });

  it('the transfer stands in the list, and its cost in the equation', async () => {
    await link(page, 'Transfers').click();
    await page.getByRole('row').filter({ hasText: 'USDC to TFT' }).getByText('Completed').waitFor();
    await link(page, 'Wallets').click();
    await page.getByText('49,900.0000000 USDC').waitFor();
    expect(await page.getByText('Holds to the last unit.').count()).toBe(2);
  });

  it('what came in without a word is explained, and what is bought is recorded', async () => {
    const account = stage.house.marketplace.adapters.treasury.account ?? '';
    await stage.control.post('/stellar/fund', { account, usdc: '25' });
    await link(page, 'Movements').click();
    await eventually(async () => {
      await runJobs();
      await page.reload();
      await settle(page);
      return (await button(page, 'Explain').filter({ visible: true }).count()) > 0 || undefined;
    });
    await button(page, 'Explain').filter({ visible: true }).click();
    await page.getByLabel('It cost, in US dollars').fill('25.10');
    await page.getByLabel('What it was').fill('Bought at an exchange');
    await page.getByRole('dialog').getByRole('button', { name: 'Explain' }).click();
    await page.getByText('Bought at an exchange').filter({ visible: true }).waitFor();
    await link(page, 'Purchases').click();
    await page.getByRole('row').filter({ hasText: 'Purchase' }).getByText('$25.10').waitFor();
    await button(page, 'Record a purchase').click();
    await page.getByLabel('USDC bought').fill('500');
    await page.getByLabel('Paid for it in US dollars').fill('501.50');
    await page.getByLabel('Reference').fill('Order 12');
    await button(page, /^Record$/).click();
    await page.getByText('Awaited').filter({ visible: true }).waitFor();
  });

  it('every page fits a phone and can be used by everybody', async () => {
    const operator = await signIn(stage.house, 'operator@demo.test');
    const { items } = await operator.call('listTreasuryTransfers');
    const { treasury } = stage.house.marketplace.adapters as { treasury: { signer: unknown } };
    treasury.signer = undefined;
    const waiting = await operator.call('createSwap', {
      body: { spend: '5', bridge: false, maxSlippageBps: 100, reason: 'By hand' },
      idempotencyKey: randomUUID(),
    });
    await eventually(async () => {
      await runJobs();
      const found = await operator.call('getTreasuryTransfer', { params: { id: waiting.id } });
      return found.toSign ?? undefined;
    });
    const transfers = [items[0]?.id, waiting.id].map((id) => `/transfers/${id}`);
    const places = ['', '/transfers', ...transfers, '/purchases', '/movements'];
    await page.setViewportSize({ width: 390, height: 844 });
    for (const place of places) {
      await page.goto(`${stage.house.url}/operator/treasury${place}`);
      await settle(page);
      expect([place, await overflowing(page)]).toEqual([place, []]);
      expect([place, await violations(page, 'all')]).toEqual([place, []]);
    }
  });
});
