import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { pdfText } from '../../packages/server/src/pdf/pdf-text.fixture.ts';
import { sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, navigation, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const stage = useStage();

describe('receipts and invoices of a month', () => {
  asOneStory();
  let page: Page;
  let user: Person;

  beforeAll(async () => {
    user = await signIn(stage.house, 'user@demo.test');
    const operator = await signIn(stage.house, 'operator@demo.test');
    await topUp({ runJobs: () => untilIdle(operator) }, user, '50.00');
    // Two hours on, so that the last ninety minutes of that month still lie ahead.
    const soon = new Date(stage.house.sandboxes.clock.now() + 2 * 3_600_000);
    const nextMonth = Date.UTC(soon.getUTCFullYear(), soon.getUTCMonth() + 1);
    // The last hour of the month belongs to it, the first of the next does not.
    await stage.house.sandboxes.clock.set(nextMonth - 90 * 60_000);
    const owner = await signIn(stage.house, 'user@demo.test');
    const order = { name: 'shop-web', appId: 'vm', imageId: 'ubuntu-24.04', sizeId: 'small', sshKeys: [sshKey] };
    const { id } = await owner.call('createDeployment', {
      body: { ...order, placement: { mode: 'auto' } },
      idempotencyKey: randomUUID(),
    });
    await until(owner, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    await stage.house.sandboxes.clock.set(nextMonth + 65 * 60_000);
    await untilIdle(await signIn(stage.house, 'operator@demo.test'));
    user = await signIn(stage.house, 'user@demo.test');
    page = (await stage.openForAll()).page;
    await signInAtPage(page, stage.house.url, 'user@demo.test');
  });

  it('an invoice is downloaded and opened: number and total are those of the ledger', async () => {
    const [invoice] = (await user.call('listInvoices', { query: { kind: 'invoice' } })).items;
    const full = await user.call('getInvoice', { params: { id: invoice?.id ?? '' } });
    const statement = await user.call('listTransactions', { query: { kind: 'usage', ...full.period } });
    const charged = statement.items.reduce((sum, { amount }) => sum - BigInt(amount.amount.replace('.', '')), 0n);
    expect(BigInt(full.total.amount.replace('.', ''))).toBe(charged);
    expect(statement.items.length).toBeGreaterThanOrEqual(2);
    await navigation(page, 'Invoices').click();
    await link(page, full.number).click();
    await heading(page, `Invoice ${full.number}`).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Download PDF').click()]);
    expect(file.suggestedFilename()).toBe(`${full.number}.pdf`);
    const words = pdfText(await readFile(await file.path()));
    expect(words).toContain(full.number);
    expect(words).toContain('Usage of shop-web');
    expect(words).toContain(`$${full.total.amount.slice(0, -5)}`);
  });

  it('the list and a document can be used by everybody, on a phone too', async () => {
    const faults: string[] = [];
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const path of ['/invoices', new URL(page.url()).pathname]) {
        await page.goto(stage.house.url + path);
        await settle(page);
        faults.push(...(await overflowing(page)), ...(await violations(page, 'all')));
      }
    }
    expect(faults).toEqual([]);
  });

  it('name and address are set for what comes next', async () => {
    await page.goto(`${stage.house.url}/invoices`);
    await page.getByLabel('Name or company').fill('Shop BV');
    await page.getByLabel('Address').fill('Main Street 1\n9000 Ghent');
    await page.getByRole('combobox', { name: 'Country' }).fill('Belgi');
    await page.getByRole('option', { name: 'Belgium' }).click();
    await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok()),
      button(page, 'Save the address').click(),
    ]);
    expect(await user.call('getBillingDetails')).toMatchObject({ name: 'Shop BV', country: 'BE' });
  });

  it('the statement narrows to a deployment, keeps that in its address, and a line leads to its document', async () => {
    await page.goto(`${stage.house.url}/statement?month=all&kind=top_up`);
    await page
      .getByRole('button', { name: /^Details/ })
      .first()
      .click();
    await link(page, /^RCP-/).click();
    await heading(page, /^Receipt RCP-/).waitFor();
    await page.goto(`${stage.house.url}/statement?month=all`);
    await page.getByRole('button', { name: /Deployment/ }).click();
    await page.getByRole('option', { name: 'shop-web' }).click();
    await page.waitForURL(/deployment=/);
    await settle(page);
    expect(await page.getByText('Top-up by card').count()).toBe(0);
  });

  it('the operator finds them by person, has the PDF, and sees that they equal the ledger', async () => {
    const { page: desk } = await stage.open();
    const [invoice] = (await user.call('listInvoices', { query: { kind: 'invoice' } })).items;
    await signInAtPage(desk, stage.house.url, 'operator@demo.test');
    await desk.goto(`${stage.house.url}/operator`);
    await navigation(desk, 'Documents').click();
    await desk.getByLabel('Filter by number, e-mail or name').fill('user@demo');
    await button(desk, 'Total').click();
    await desk.waitForURL(/order=-amount/);
    const pdf = button(desk, `Download ${invoice?.number} as PDF`).first();
    const [file] = await Promise.all([desk.waitForEvent('download'), pdf.click()]);
    expect(pdfText(await readFile(await file.path()))).toContain(invoice?.number);
    await desk.goto(`${stage.house.url}/operator/documents?month=${invoice?.period?.from.slice(0, 7)}`);
    await desk.getByText('No number is missing in any series.').waitFor();
    await desk.getByText('Every line of the month is on an invoice.').waitFor();
    expect(await desk.getByRole('table').getByText('Equal').count()).toBe(3);
    await desk.setViewportSize({ width: 390, height: 844 });
    await settle(desk);
    expect([...(await overflowing(desk)), ...(await violations(desk, 'all'))]).toEqual([]);
  });
});
