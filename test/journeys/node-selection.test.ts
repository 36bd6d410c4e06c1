import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Person, signIn } from '../person.ts';
import { violations } from './accessibility.ts';
import { button, heading, link, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const stage = useStage();
asOneStory();

describe('somebody looks for a node', () => {
  let page: Page;
  let person: Person;

  beforeAll(async () => {
    ({ page } = await stage.openForAll());
    await signInAtPage(page, stage.house.url, 'user@demo.test');
    person = await signIn(stage.house, 'user@demo.test');
    await page.goto(`${stage.house.url}/nodes`);
    await heading(page, 'Nodes').waitFor();
  });

  it('measures from a place, and the table is sorted from near to far', async () => {
    await button(page, 'More filters').click();
    await page.getByLabel('Or from a point').fill('51.05, 3.72');
    await page.waitForURL(/near=51.05/);
    await page.getByLabel(/^Distance ≤/).fill('900');
    await page.waitForURL(/maxDistanceKm=900/);
    await page.getByText('Within 900 km').waitFor();
    const { items, total } = await person.call('listNodes', {
      query: { near: '51.05,3.72', maxDistanceKm: '900', sort: 'distance', limit: '1' },
    });
    await page.getByText(`${total} of`).waitFor();
    await page
      .getByRole('row')
      .nth(1)
      .getByRole('link', { name: String(items[0]?.id) })
      .waitFor();
    expect(await violations(page, 'all')).toEqual([]);
  });

  it('keeps the search under a name, leaves it, and comes back to it', async () => {
    await button(page, 'Saved searches').click();
    await page.getByText('No search is saved yet.').waitFor();
    await button(page, 'Save this search').click();
    await page.getByLabel('Name', { exact: true }).fill('Near Ghent');
    await button(page, 'Save search').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, 'Clear').click();
    await page.waitForURL((url) => !url.search.includes('near'));
    await button(page, 'Saved searches').click();
    await link(page, 'Near Ghent').click();
    await page.waitForURL(/maxDistanceKm=900/);
    await page.getByText('Within 900 km').waitFor();
  });

  it('is told why a node is not among those that were found', async () => {
    const { items } = await person.call('listNodes', { query: { region: 'asia', limit: '1' } });
    await page.getByLabel('Node number').fill(String(items[0]?.id));
    await button(page, 'Open').click();
    await page.getByText('Not among the nodes that fit your filters').waitFor();
    await page.getByText(/^It is [\d]+ km away, more than 900 km\.$/).waitFor();
  });

  it('reads why our pick is the pick, part by part', async () => {
    await page.goto(`${stage.house.url}/deploy?size=small`);
    await page.getByText('Why this node').click();
    const score = page.getByRole('table', { name: /^Score of the node/ });
    await score.getByRole('row', { name: /^Price the lowest price 60.0 of 60/ }).waitFor();
    expect(await score.getByRole('row').count()).toBe(5);
  });
});
