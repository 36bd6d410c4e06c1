import pg from 'pg';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from '../browser.ts';
import { type Person, signIn } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, navigation, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const stage = useStage();

describe('an alliance, from the proposal to its public page', () => {
  asOneStory();
  let ann: WatchedPage;
  let bob: WatchedPage;
  let nodeId: number;

  beforeAll(async () => {
    const operator = await signIn(stage.house, 'operator@demo.test');
    const provider = await asProvider(operator, await signIn(stage.house, 'provider@demo.test'));
    await asProvider(operator, await signIn(stage.house, 'provider2@demo.test'));
    const { items } = await provider.call('listNodes', { query: { limit: 20 } });
    nodeId = items.find(({ offerable }) => offerable)?.id ?? 0;
    await bring(nodeId, provider);
    ann = await stage.openForAll();
    bob = await stage.openForAll({ width: 390, height: 844, touch: true });
  });

  async function asProvider(operator: Person, person: Person): Promise<Person> {
    const { id, roles } = await person.call('getProfile');
    if (!roles.includes('cloud-provider'))
      await operator.call('updateUser', {
        params: { id },
        body: { act: 'grant_role', role: 'cloud-provider', reason: 'For the test.' },
      });
    return person;
  }

  /** As an approved request would: the node is the provider's here. */
  async function bring(id: number, person: Person): Promise<void> {
    const admin = new pg.Client({ connectionString: stage.house.database.adminUrl });
    await admin.connect();
    await admin.query(
      `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
       select id, $2, farm_id, 'listed', true, '{vm}', '2026-01-01', '2026-01-01' from nodes where id = $1`,
      [id, (await person.call('getProfile')).id],
    );
    await admin.end();
  }

  /** Judged where it stands: for everybody, and without scrolling sideways. */
  async function judge(page: Page): Promise<void> {
    await settle(page);
    expect(await violations(page, 'all'), page.url()).toEqual([]);
    expect(await overflowing(page), page.url()).toEqual([]);
  }

  it('is proposed by a provider, who invites another one', async () => {
    const { page } = ann;
    await signInAtPage(page, stage.house.url, 'provider@demo.test');
    await page.goto(`${stage.house.url}/provider`);
    // Until the roles are known the side bar is everybody's.
    await heading(page, 'Provider').waitFor();
    await navigation(page, 'Alliances').click();
    await heading(page, 'Your alliances').waitFor();
    await judge(page);
    await link(page, 'Propose an alliance').click();
    await page.getByLabel('Name', { exact: true }).fill('Northern lights');
    await page.getByText('GPU', { exact: true }).click();
    await page.getByLabel('Purpose').fill('Graphics cards above the 60th parallel, for models.');
    await page.getByLabel('Your public name').fill('Ann of the hills');
    await judge(page);
    await button(page, 'Propose').click();
    await heading(page, 'Northern lights').waitFor();
    await button(page, 'Invite').first().click();
    await page.getByLabel('E-mail or account').fill('provider2@demo.test');
    await page.getByLabel('Message').fill('Let us join forces');
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
    await page.getByText('waits for an answer').waitFor();
    await judge(page);
  });

  it('is joined on a phone, by the keyboard', async () => {
    const { page } = bob;
    await signInAtPage(page, stage.house.url, 'provider2@demo.test');
    await page.goto(`${stage.house.url}/provider/alliances`);
    await button(page, 'Accept').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Your public name').focus();
    await page.keyboard.type('Bob by the sea');
    await judge(page);
    await page.keyboard.press('Enter');
    await heading(page, 'Northern lights').waitFor();
    await judge(page);
  });

  it('is given a node, activated, and seen by everybody', async () => {
    const { page } = ann;
    await link(page, 'Nodes').last().click();
    await button(page, 'Give a node').click();
    await page.getByText('It is in no other alliance meanwhile.').waitFor();
    await settle(page);
    await button(page, 'Give it').click();
    await page.getByRole('cell', { name: 'whole node' }).waitFor();
    await judge(page);
    await page.getByRole('navigation', { name: 'Alliance' }).getByRole('link', { name: 'Overview' }).click();
    await button(page, 'Activate').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByText('Capacity offered now').waitFor();
    await judge(page);

    const visitor = (await stage.open({ width: 390, height: 844 })).page;
    await visitor.goto(`${stage.house.url}/alliances`);
    await judge(visitor);
    await link(visitor, 'Northern lights').click();
    await visitor.getByText('Bob by the sea').waitFor();
    await judge(visitor);
    await link(visitor, 'Choose a node').click();
    await button(visitor, /Alliance: Northern lights/).waitFor();
    await link(visitor, String(nodeId)).first().click();
    await visitor.getByRole('dialog').getByRole('link', { name: 'Northern lights' }).waitFor();
  });

  it('decides by votes: a change of the promise is asked for and agreed', async () => {
    await link(ann.page, 'Votes').click();
    await button(ann.page, 'Ask for a change').click();
    await ann.page.getByLabel('Uptime promise').fill('99.5');
    await button(ann.page, 'Ask the members').click();
    await ann.page.getByRole('heading', { name: 'Change: uptime promise to 99.5 %' }).waitFor();
    await judge(ann.page);
    await link(bob.page, 'Votes').click();
    await button(bob.page, /^Yes/).click();
    await bob.page.getByText('Passed').waitFor();
    await judge(bob.page);
    await link(bob.page, 'Overview').click();
    await bob.page.getByText('99.5 %').waitFor();
  });
});
