import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually, newPerson, type Stranger, sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, mailTo, navigation, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

describe('the float runs low, and the policy brings it back, in a browser', () => {
  const stage = useStage({ stellar: 'signs', float: { twinTft: 300n } });
  asOneStory();
  let page: Page;
  let person: Stranger;
  const operator = () => signIn(stage.house, 'operator@demo.test');
  const runJobs = async () => untilIdle(await operator());
  const order = {
    appId: 'vm',
    imageId: 'ubuntu-24.04',
    sizeId: 'small',
    placement: { mode: 'auto' as const },
  };
  const quotedDiscount = async () => {
    const { parts } = await person.call('createQuote', { body: order });
    return parts.find(({ code }) => code === 'discount')?.hourly.amount;
  };
  const visit = async (tab: string) => {
    await link(page, tab).click();
    await settle(page);
  };

  it('operators are told by mail and on the page, with a code for the wallet app', async () => {
    person = await newPerson(stage.house);
    await topUp({ runJobs }, person, '20.00');
    const { id } = await person.call('createDeployment', {
      body: { ...order, name: 'shop', sshKeys: [sshKey] },
      idempotencyKey: randomUUID(),
    });
    await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    await (await operator()).call('publishPrices', {
      body: { basedOn: 1, rule: { general: entry, apps: {}, discountPassedOnPercent: 50 } },
    });
    expect(await quotedDiscount()).toBeUndefined();
    await runJobs();
    const mail = await mailTo(stage.control, 'operator@demo.test', /less than 1000 TFT/);
    ({ page } = await stage.openForAll());
    await signInAtPage(page, stage.house.url, 'operator@demo.test');
    await link(page, 'Operator').click();
    await navigation(page, 'Treasury').click();
    await visit('Alerts');
    await page.getByRole('img', { name: 'Payment code for TF Connect' }).waitFor();
    const address = /TFT:G\w+\?message=twin_\d+&sender=me&amount=\d+/;
    expect(mail.text).toMatch(address);
    expect(await page.locator('main').innerText()).toMatch(address);
  });

  it('the policy is switched on by keyboard and mouse, and says what it does next', async () => {
    await visit('Auto top-up');
    await button(page, /Mode/).click();
    await page.getByRole('option', { name: /^On/ }).click();
    await button(page, 'Save').click();
    await page.getByText('It buys within a minute, since the balance is low.').waitFor();
    await button(page, 'What would it have done?').click();
    await page.getByText(/recorded hour/).waitFor();
  });

  it('it swaps and bridges; the transfer shows every step with its hash', async () => {
    await eventually(async () => {
      await runJobs();
      const { items } = await (await operator()).call('listTreasuryTransfers');
      return items[0]?.status === 'completed' || undefined;
    });
    await runJobs();
    await page.getByText('Nothing to do: there is enough TFT.').waitFor();
    await link(page, 'See each step').first().click();
    await page.getByText('Auto top-up: the balance is low').first().waitFor();
    await page.getByText('Arrival on the chain').first().waitFor();
    expect(await page.getByRole('button', { name: /hash/ }).count()).toBe(3);
  });

  it('the level rises, and the quote shows the discount that is passed on', async () => {
    await page.goto(`${stage.house.url}/operator/treasury/staking`);
    const row = page.getByRole('row').filter({ hasText: 'shop' });
    await row.getByText('Silver').first().waitFor();
    expect((await quotedDiscount())?.startsWith('-')).toBe(true);
    await page.goto(`${stage.house.url}/deploy`);
    await page.getByText('Discount', { exact: true }).first().waitFor();
  });

  it('every page fits a phone and can be used by everybody', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const place of ['staking', 'top-up', 'alerts']) {
      await page.goto(`${stage.house.url}/operator/treasury/${place}`);
      await heading(page, 'Treasury').waitFor();
      await settle(page);
      expect([place, await overflowing(page)]).toEqual([place, []]);
      expect([place, await violations(page, 'all')]).toEqual([place, []]);
    }
  });
});

const entry = {
  percent: 20,
  fixedMonthly: { currency: 'USD' as const, amount: '0' },
  minimumMonthly: { currency: 'USD' as const, amount: '0' },
};
