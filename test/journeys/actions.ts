import type { Locator, Page } from 'playwright-core';
import { settle } from './crawl.ts';

/** What these do is walked by the journeys; pressed here they would end the walk or spend money. */
const walkedElsewhere = /^(Delete|Remove|Sign (in|out|up)|Pay|Deploy for|Make (and download|another))/;

/** Presses every button of the page that can be pressed; answers those after which nothing was different. */
export async function deadActions(page: Page, address: string): Promise<string[]> {
  const dead: string[] = [];
  const names = await pressable(page);
  for (const [at, name] of names.entries()) {
    if (walkedElsewhere.test(name)) continue;
    const target = buttons(page).nth(at);
    // What an earlier press has opened or closed may have taken this one along.
    if (!(await target.isVisible()) || (await nameOf(target)) !== name || !(await inReach(target))) continue;
    if (!(await answers(page, target))) dead.push(`"${name}" does nothing`);
    if (new URL(page.url()).pathname !== new URL(address).pathname) {
      await page.goto(address);
      await settle(page);
    }
    await page.keyboard.press('Escape');
  }
  return dead;
}

const buttons = (page: Page): Locator => page.locator('button:not([aria-disabled=true]):not([disabled])');
const nameOf = (target: Locator): Promise<string> =>
  target.evaluate((button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim());

/** A dialog that is open keeps everything else out of reach until it is closed. */
const inReach = (target: Locator): Promise<boolean> =>
  target.evaluate((button) => {
    const dialog = document.querySelector('dialog:modal, [aria-modal=true]');
    return dialog === null || dialog.contains(button);
  });

async function pressable(page: Page): Promise<string[]> {
  return buttons(page).evaluateAll((all) =>
    all.map((button) =>
      button.checkVisibility() ? (button.getAttribute('aria-label') ?? button.textContent ?? '').trim() : '',
    ),
  );
}

/** Whether pressing it changes the page, opens something, asks the API, copies or saves. */
async function answers(page: Page, target: Locator): Promise<boolean> {
  let answered = false;
  const note = () => {
    answered = true;
  };
  page.on('request', note);
  page.on('download', note);
  page.on('framenavigated', note);
  await page.evaluate(() => {
    const state = globalThis as { changes?: number };
    state.changes = 0;
    const count = () => {
      state.changes = (state.changes ?? 0) + 1;
    };
    new MutationObserver(count).observe(document, { subtree: true, childList: true, attributes: true });
    document.addEventListener('toggle', count, { capture: true });
  });
  await target.click({ timeout: 5_000 });
  for (let waits = 0; waits < 40 && !answered; waits++) {
    answered ||= await page.evaluate(() => ((globalThis as { changes?: number }).changes ?? 1) > 0).catch(() => true); // The page has gone: that is an answer.
    if (!answered) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  page.off('request', note);
  page.off('download', note);
  page.off('framenavigated', note);
  return answered;
}
