import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { unitsOf, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn } from '../person.ts';
import { button, countClicks, heading, link, mailTo, navigation, typeCard } from './person-at-page.ts';
import { readSshLine, runBySsh, type SshLine } from './ssh.ts';
import { asOneStory, useStage } from './stage.ts';

const email = 'ada@people.test';
const password = 'correct-horse-battery';

describe('from sign-up to delete, in a browser', () => {
  // Slow enough that the steps can be seen on the page.
  const stage = useStage({ grid: { deployDelayMs: 1_500 } });
  asOneStory();
  const clicks = countClicks();
  let page: Page;
  let person: Person;
  let privateKey: string;
  let name: string;
  let ssh: SshLine;

  it('a new person signs up and follows the link in the mail', async () => {
    ({ page } = await stage.openForAll());
    await page.goto(stage.house.url);
    await clicks.on(button(page, 'Sign up'));
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Name').fill('Ada Lovelace');
    await page.getByLabel('Password').fill(password);
    await clicks.on(button(page, 'Sign up'));
    await heading(page, 'Overview').waitFor();

    const { text } = await mailTo(stage.control, email, /verify/i);
    const address = /https?:\S+/.exec(text)?.[0] ?? '';
    const other = await page.context().newPage();
    await other.goto(address);
    await other
      .getByText(/verified|confirmed/i)
      .first()
      .waitFor();
    await other.close();

    person = await signIn(stage.house, email, password);
    expect(await person.call('getProfile')).toMatchObject({ email, name: 'Ada Lovelace', roles: ['cloud-user'] });
  });

  it('a top-up of 25.00 is processing and then in the balance by itself, with a receipt by mail', async () => {
    const { clock } = stage.house.sandboxes;
    await clock.set(Math.ceil(clock.now() / 3_600_000) * 3_600_000 + 10 * 60_000);
    await clock.freeze(true);
    await stage.control.post('/stripe/webhooks', { mode: 'hold' });

    await clicks.on(link(page, 'Add credit'));
    await heading(page, 'Balance').waitFor();
    await typeCard(page, '4242424242424242');
    await clicks.on(button(page, 'Pay $25.00'));
    await page.getByText('Processing $25.00').waitFor();
    expect((await person.call('getBalance')).available.amount).toBe('0.0000000');

    await stage.control.post('/stripe/webhooks', { mode: 'normal' });
    await stage.control.post('/stripe/webhooks/release');
    await page.getByText('$25.00 was added').waitFor();
    await page.getByText('Your balance is $25.00.').waitFor();
    expect((await person.call('getBalance')).available.amount).toBe('25.0000000');
    expect((await mailTo(stage.control, email, /receipt/i)).text).toContain('25.00');
  });

  it('a machine with a public address runs after at most 8 clicks from the landing page', async () => {
    await clicks.on(link(page, /^Deploy$/));
    await heading(page, 'New deployment').waitFor();
    expect(await page.getByRole('radio', { name: /Public IPv4/ }).isChecked()).toBe(true);

    const download = page.waitForEvent('download');
    await clicks.on(button(page, 'Make and download the key pair'));
    privateKey = await readFile((await (await download).path()) ?? '', 'utf8');
    expect(privateKey).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----/);
    expect((await person.call('listSshKeys')).items.map(({ publicKey }) => publicKey)).toEqual([
      expect.stringMatching(/^ssh-ed25519 /),
    ]);

    name = await page.getByLabel('Name of the deployment').inputValue();
    await clicks.on(page.getByLabel(/^I accept the service level/));
    await clicks.on(button(page, /^Deploy for \$0\.\d{4} \/ hour$/));
    await heading(page, name).waitFor();
    const steps = page.getByRole('list', { name: 'Steps' });
    await steps.getByText('under way').waitFor();
    for (const step of ['Reserve', 'Fund', 'Contract', 'Deploy', 'Ready']) await steps.getByText(step).waitFor();
    await page.getByRole('heading', { name: 'Connect' }).waitFor();
    await page.getByText('Running', { exact: true }).waitFor();
    expect(clicks.count).toBeLessThanOrEqual(8);
  });

  it('the key that the page made opens the machine at the shown address', async () => {
    const shown = await page.locator('code', { hasText: /^ssh / }).first().innerText();
    ssh = readSshLine(shown);
    expect((await runBySsh(ssh, privateKey, 'hostname')).trim()).toBe(hostNameOf(name));
    const { items } = await person.call('listDeployments', { query: {} });
    expect(items.map((item) => item.ssh)).toEqual([{ host: ssh.host, port: ssh.port, user: ssh.username }]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('PRIVATE');
  });

  it('three hours later the statement explains exactly three charges', async () => {
    await stage.house.sandboxes.clock.advance(3 * 3600);
    await untilIdle(await signIn(stage.house, 'operator@demo.test'));
    await navigation(page, 'Statement').click();
    await heading(page, 'Statement').waitFor();
    await button(page, /Kind$/).click();
    await page.getByRole('option', { name: 'Usage' }).click();
    const whys = button(page, /^Why\?/);
    await whys.first().waitFor();
    expect(await whys.count()).toBe(3);
    for (const why of await whys.all()) await why.click();
    const explained = await page
      .getByText(/^\d+ s of the hour × /)
      .filter({ visible: true })
      .allInnerTexts();
    const { hourly } = await person.call('listDeployments', { query: {} }).then(({ items: [item] }) => item ?? never());
    expect(explained.map(readCharge)).toEqual(
      [3600, 3600, 3000].map((seconds) => ({
        seconds,
        hourlyUnits: unitsOf(hourly),
        chargedUnits: (unitsOf(hourly) * BigInt(seconds)) / 3600n,
      })),
    );
  });

  it('deleting charges the rest, leaves nothing behind, and the balance is right to the unit', async () => {
    await navigation(page, 'Deployments').click();
    // The statement, which names the deployment too, is shown until the list is there.
    await heading(page, 'Deployments').waitFor();
    await page.getByRole('link', { name, exact: true }).click();
    await link(page, 'Settings').click();
    await button(page, `Delete ${name}`).click();
    const dialog = page.getByRole('alertdialog');
    const confirm = dialog.getByRole('button', { name: `Delete ${name}` });
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await dialog.getByRole('textbox').fill(name);
    await confirm.click();
    await page.getByText('This deployment was deleted').waitFor();

    const charges = (await person.call('listTransactions', { query: { kind: 'usage' } })).items;
    expect(charges.map(({ amount }) => amount.amount.startsWith('-'))).toEqual([true, true, true, true]);
    const spent = charges.reduce((sum, { amount }) => sum + unitsOf(amount), 0n);
    const balance = await person.call('getBalance');
    expect(unitsOf(balance.available)).toBe(250_000_000n + spent);
    expect(balance.held.amount).toBe('0.0000000');
    await page.getByRole('button', { name: `Balance $${cents(unitsOf(balance.available))}` }).waitFor();

    const twinId = stage.house.sandboxes.grid?.operatorTwinId();
    const { items } = await stage.control.get<{ items: { twinId: number }[] }>('/grid/contracts');
    expect(items.filter((contract) => contract.twinId === twinId)).toEqual([]);
    await expect(runBySsh(ssh, privateKey, 'hostname')).rejects.toThrow(/ECONNREFUSED/);
  });
});

/** Reads `3000 s of the hour × $0.0347000 / hour = $0.0289166 (rounded down)`. */
function readCharge(text: string): { seconds: number; hourlyUnits: bigint; chargedUnits: bigint } {
  const match = /^(\d+) s of the hour × \$(\d+\.\d{7}) \/ hour = \$(\d+\.\d{7})/.exec(text);
  const [, seconds = '', hourly = '', charged = ''] = match ?? [];
  return {
    seconds: Number(seconds),
    hourlyUnits: unitsOf({ amount: hourly }),
    chargedUnits: unitsOf({ amount: charged }),
  };
}

const never = (): never => {
  throw new Error('there is no deployment');
};

/** The grid's names know no hyphens. */
const hostNameOf = (name: string): string => name.replaceAll('-', '_');

/** Dollars with cents, as the console rounds: half away from zero. */
const cents = (units: bigint): string => ((Number(units) + 1e-9) / 1e7).toFixed(2);
