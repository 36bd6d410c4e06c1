import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const library = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical findings of axe, with the element; colours alone when the structure was judged before. */
export async function violations(page: Page, what: 'all' | 'colours'): Promise<string[]> {
  // Brought in once per loaded page: it is half a megabyte.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(library);
  return page.evaluate(judge, what);
}

/** Runs in the page. */
async function judge(what: 'all' | 'colours'): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
  const options: RunOptions = { resultTypes: ['violations'], iframes: false };
  if (what === 'colours') options.runOnly = { type: 'rule', values: ['color-contrast'] };
  // The card fields are the payment provider's page.
  const found = await axe.run({ include: [['html']], exclude: [['iframe']] }, options);
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} — ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
    );
}
