import type { Locator, Page } from 'playwright-core';
import type { Control } from '../invariants/scene.ts';

/** Presses links and buttons as a person does, and counts. */
export interface Clicks {
  count: number;
  on(target: Locator): Promise<void>;
}

export function countClicks(): Clicks {
  const clicks: Clicks = {
    count: 0,
    async on(target) {
      clicks.count += 1;
      await target.click();
    },
  };
  return clicks;
}

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name });
/** A link of the side bar. */
export const navigation = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

/** Signs in from the console's sign-in page; ends on the overview. */
export async function signInAtPage(
  page: Page,
  origin: string,
  email: string,
  password = 'demo-Passw0rd',
): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await button(page, 'Continue with e-mail').click();
  await answerProvider(page, email, password);
  await heading(page, 'Overview').waitFor();
}

/** Fills in the identity provider's form. */
export async function answerProvider(page: Page, email: string, password = 'demo-Passw0rd'): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await button(page, /^Sign in$/).click();
}

/** Fills in the card fields, which live in a frame of the payment provider. */
export async function typeCard(page: Page, number: string): Promise<void> {
  const frame = page.frameLocator('iframe[title="Secure payment input frame"]');
  await frame.locator('[name=number]').fill(number);
  await frame.locator('[name=expiry]').fill('12 / 40');
  await frame.locator('[name=cvc]').fill('123');
}

/** The first mail to an address whose subject matches; waits for it. */
export async function mailTo(control: Control, to: string, subject: RegExp): Promise<{ text: string }> {
  const end = performance.now() + 15_000;
  for (;;) {
    const { items } = await control.get<{ items: { subject: string; text: string }[] }>(
      `/mail?to=${encodeURIComponent(to)}`,
    );
    const found = items.find((mail) => subject.test(mail.subject));
    if (found) return found;
    if (performance.now() > end) throw new Error(`no mail to ${to} about ${subject}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Presses Tab until the wanted control has the focus; it must be reached within `limit` presses. */
export async function tabTo(page: Page, name: string | RegExp, limit = 60): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < limit; presses++) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      const words = focused?.getAttribute('aria-label') ?? focused?.labels?.[0]?.innerText ?? focused?.innerText;
      return words?.trim().split('\n')[0] ?? '';
    });
    if (typeof name === 'string' ? label === name : name.test(label)) return;
    passed.push(label);
  }
  throw new Error(`${name} is not reached by Tab: ${passed.join(' | ')}`);
}
