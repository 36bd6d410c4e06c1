import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button } from './person-at-page.ts';

/** Signs a text at the sandbox's wallet page; answers the signature. */
export async function signAtWallet(page: Page, walletUrl: string, text: string): Promise<string> {
  const wallet = await page.context().newPage();
  await wallet.goto(walletUrl);
  await wallet.getByLabel('Text to sign').fill(text);
  await button(wallet, 'Sign').click();
  await wallet.getByText('Signed. Copy the signature.').waitFor();
  const signature = await wallet.getByLabel('Signature').inputValue();
  await wallet.close();
  return signature;
}

/** Gives the page a browser extension that holds the account; answers the texts that it was given to sign. */
export async function injectWallet(
  page: Page,
  address: string,
  sign: (text: string) => Promise<string>,
): Promise<string[]> {
  const signed: string[] = [];
  await page.exposeFunction('signInSandbox', async (text: string) => {
    signed.push(text);
    return sign(text);
  });
  await page.addInitScript((account) => {
    const { signInSandbox } = window as unknown as { signInSandbox: (text: string) => Promise<string> };
    Object.assign(window, {
      injectedWeb3: {
        sandbox: {
          enable: async () => ({
            accounts: { get: async () => [{ address: account, name: 'My farm' }] },
            signer: {
              signRaw: async ({ data }: { data: string }) => ({ signature: await signInSandbox(data) }),
            },
          }),
        },
      },
    });
  }, address);
  return signed;
}

/** On a desk and a phone, light and dark. */
export async function expectWhole(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settle(page);
  expect(await overflowing(page), address).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowing(page), address).toEqual([]);
  await wear(page, 'light');
  expect(await violations(page, 'all'), address).toEqual([]);
  await wear(page, 'dark');
  expect(await violations(page, 'colours'), address).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
}

export const wear = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate((wanted) => {
    document.documentElement.dataset.theme = wanted;
  }, theme);
