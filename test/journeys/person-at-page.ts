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

/** From the console's sign-in page with one of the demo accounts: one click here, one at the provider. */
export async function signInAsDemo(page: Page, origin: string, email: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await button(page, new RegExp(`^${email}`)).click();
  await page.getByLabel('Password').fill('demo-Passw0rd');
  await button(page, /^Sign in$/).click();
  await heading(page, 'Overview').waitFor();
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
