import type { Page } from 'playwright-core';

/** Links of the page that stay in the console: path and query, without the API's own answers. */
export async function internalLinks(page: Page): Promise<string[]> {
  const found = await page.locator('a[href]').evaluateAll((anchors) =>
    (anchors as HTMLAnchorElement[])
      .map((anchor) => new URL(anchor.href))
      .filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith('/api/'))
      .map(({ pathname, search }) => pathname + search),
  );
  return [...new Set(found)];
}

/** Pages that differ only in an id, in a text's kind or in a filter's value are the same page. */
export function patternOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://console');
  const path = pathname
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id')
    .replace(/^\/legal\/\w+$/, '/legal/:kind');
  const keys = [...new Set(searchParams.keys())].sort().join('&');
  return keys === '' ? path : `${path}?${keys}`;
}

/** Goes there as a link would, without loading the console anew; false when it does not show another title soon. */
export async function walkTo(page: Page, address: string): Promise<boolean> {
  await page.evaluate((path) => {
    for (const title of document.querySelectorAll('h1')) title.setAttribute('data-left', '');
    history.pushState(null, '', path);
  }, address);
  return page
    .locator('h1:not([data-left])')
    .first()
    .waitFor({ timeout: 1_000 })
    .then(
      () => true,
      () => false,
    );
}

/** Waits until the page has its title and nothing on it is still loading. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  const end = performance.now() + 15_000;
  for (let waits = await loading(page); waits.length > 0; waits = await loading(page)) {
    if (performance.now() > end) throw new Error(`${page.url()} goes on loading: ${waits.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What says of itself that it is not there yet. */
function loading(page: Page): Promise<string[]> {
  const busy = '[aria-busy="true"], [role="status"][aria-label^="Loading"]';
  const skeletons = 'main span[aria-hidden="true"].block.h-4';
  return page
    .locator(`${busy}, ${skeletons}`)
    .evaluateAll((found) =>
      found.map((one) => `${one.parentElement?.textContent?.slice(0, 40)} ${one.outerHTML.slice(0, 80)}`),
    );
}

/** What keeps the page from being whole, in words; empty when all is well. */
export function shortcomings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    const titles = [...document.querySelectorAll('h1')].filter((title) => title.checkVisibility());
    if (titles.length !== 1) wrong.push(`${titles.length} titles`);
    for (const { textContent } of titles) {
      if (/no such|stopped working|lacks the role/.test(textContent ?? '')) wrong.push(`leads to "${textContent}"`);
    }
    for (const notice of document.querySelectorAll('main [role=status], main [role=alert]')) {
      if (/\bRequest [\w-]{8,}/.test(notice.textContent ?? '')) wrong.push(`shows a problem: ${notice.textContent}`);
    }
    for (const control of document.querySelectorAll<HTMLButtonElement>('button, [role=button]')) {
      const off = control.disabled || control.getAttribute('aria-disabled') === 'true';
      const reason = document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent;
      if (off && control.checkVisibility() && !reason) wrong.push(`"${control.textContent}" is off without a reason`);
    }
    return wrong;
  });
}

/** Elements that reach over the right edge, when the page scrolls sideways at its present width. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > width + 1,
    );
    const innermost = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
    const named = innermost.slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
    return named.length > 0 ? named : ['something invisible'];
  });
}
