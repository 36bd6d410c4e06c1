import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from '../browser.ts';
import { sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, mailTo, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const stage = useStage();

/** Types a time part by part, as the field offers them; the provider's zone is UTC. */
async function typeInstant(page: Page, field: string, ms: number) {
  const [, year = '', month = '', day = '', hour = '', minute = ''] =
    /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(new Date(ms).toISOString()) ?? [];
  for (const [part, digits] of Object.entries({ month, day, year, hour, minute })) {
    await page.getByRole('spinbutton', { name: new RegExp(`^${part}, ${field}`) }).focus();
    await page.keyboard.type(digits);
  }
}

describe('maintenance, from the announcement to the banner', () => {
  asOneStory();
  let operator: Person;
  let user: Person;
  let nodeId: number;
  let provider: WatchedPage;

  beforeAll(async () => {
    operator = await signIn(stage.house, 'operator@demo.test');
    user = await signIn(stage.house, 'user@demo.test');
    await topUp({ runJobs: () => untilIdle(operator) }, user, '20.00');
    const { id } = await user.call('createDeployment', {
      body: {
        name: 'shop-web',
        appId: 'vm',
        imageId: 'ubuntu-24.04',
        sizeId: 'small',
        placement: { mode: 'auto' },
        publicIpv4: false,
        sshKeys: [sshKey],
      },
      idempotencyKey: randomUUID(),
    });
    nodeId = (await until(user, 'getDeployment', { params: { id } }, ({ status }) => status === 'running')).nodeId;
    await bring(nodeId);
  });

  /** As an approved request would: the node is this provider's here. */
  async function bring(id: number) {
    const person = await signIn(stage.house, 'provider@demo.test');
    const owner = await person.call('getProfile');
    if (!owner.roles.includes('cloud-provider'))
      await operator.call('updateUser', {
        params: { id: owner.id },
        body: { act: 'grant_role', role: 'cloud-provider', reason: 'For the test.' },
      });
    const admin = new pg.Client({ connectionString: stage.house.database.adminUrl });
    await admin.connect();
    await admin.query(
      `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
       select id, $2, farm_id, 'listed', true, '{vm}', '2026-01-01', '2026-01-01' from nodes where id = $1`,
      [id, owner.id],
    );
    await admin.end();
  }

  it('a provider schedules a window by keyboard and mouse, and sees who is affected as a number', async () => {
    provider = await stage.openForAll();
    const { page } = provider;
    await signInAtPage(page, stage.house.url, 'provider@demo.test');
    await page.goto(`${stage.house.url}/provider/maintenance`);
    await button(page, 'Schedule a window').click();
    await page.getByLabel('Node', { exact: true }).fill(String(nodeId));
    const { now } = await user.call('getHealth');
    await typeInstant(page, 'From', Date.parse(now) + 20 * 3_600_000);
    await typeInstant(page, 'Until', Date.parse(now) + 22 * 3_600_000);
    await page.getByLabel('Comment').fill('New disks');
    expect(await violations(page, 'all')).toEqual([]);
    await button(page, 'Schedule').last().click();
    await page.getByText('1 deployment of 1 user').first().waitFor();
    expect(await page.content()).not.toContain('user@demo.test');
  });

  it('the user gets a mail and finds the window on the deployment', async () => {
    expect((await mailTo(stage.control, 'user@demo.test', /^Maintenance announced/)).text).toContain('New disks');
    const { page } = await stage.open({ width: 390, height: 844, touch: true });
    await signInAtPage(page, stage.house.url, 'user@demo.test');
    await page.getByText(`Maintenance of node ${nodeId} is announced: shop-web`).waitFor();
    await page.goto(`${stage.house.url}/notifications`);
    await page.getByText(`Maintenance announced: node ${nodeId}`).waitFor();
    await settle(page);
    expect(await overflowing(page)).toEqual([]);
    expect(await violations(page, 'all')).toEqual([]);
  });

  it('nothing new is placed on the node meanwhile, and the page says why', async () => {
    const { page } = await stage.open();
    await page.goto(`${stage.house.url}/nodes?node=${nodeId}`);
    await page
      .getByText(/maintenance .* UTC/)
      .first()
      .waitFor();
  });

  it('the provider cancels, and the node is open again', async () => {
    const { page } = provider;
    await button(page, `Actions for the window of node ${nodeId}`).first().click();
    await button(page, 'Cancel the window').click();
    await button(page, 'Cancel the window').last().click();
    await page.getByText('No maintenance is planned').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await settle(page);
    expect(await overflowing(page)).toEqual([]);
    expect(await violations(page, 'all')).toEqual([]);
    await heading(page, 'Maintenance').waitFor();
    expect((await user.call('getNode', { params: { id: nodeId } })).notOfferableReason).toBeNull();
  });
});
