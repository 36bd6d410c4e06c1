import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Formula } from '../../packages/core/src/alliances/index.ts';
import { formAlliance, sharesOfDay } from '../api/dividing-scene.ts';
import { ALPS_FARM, newProvider, type Provider, sum } from '../invariants/provider-scene.ts';
import { newPerson, sshKey, topUp, unitsOf, untilIdle } from '../invariants/scene.ts';
import { signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { overflowing, settle } from './crawl.ts';
import { button, heading, link, signInAtPage } from './person-at-page.ts';
import { asOneStory, useStage } from './stage.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('two providers divide what a machine earns, in a browser', () => {
  const stage = useStage();
  asOneStory();
  let start: number;
  let id: string;
  let ann: Provider;
  let bob: Provider;
  let people: { userId: string; nodeId: number }[];
  const pages = {} as { ann: Page; bob: Page };
  const dayOf = (n: number) => new Date(start + n * DAY_MS).toISOString().slice(0, 10);
  const admin = () => stage.house.marketplace.adapters.store.pool as never;
  const runJobs = async () => untilIdle(await signIn(stage.house, 'operator@demo.test'));

  /** Moves on to a time; a sign-in lives for a day. */
  async function goTo(ms: number) {
    for (const page of Object.values(pages)) await page.goto('about:blank');
    await stage.house.sandboxes.clock.set(ms);
    await runJobs();
    for (const [who, person] of [
      ['ann', ann],
      ['bob', bob],
    ] as const) {
      await pages[who].context().clearCookies();
      await signInAtPage(pages[who], stage.house.url, person.email, person.password);
    }
  }
  const openTab = async (page: Page, tab: string) => {
    await page.goto(`${stage.house.url}/provider/alliances/north/${tab}`);
    await heading(page, 'North').waitFor();
  };
  const version = (page: Page, number: number) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: `Version ${number}`, exact: true }) });
  const asAgain = (person: Provider) => signIn(stage.house, person.email, person.password);

  /** What a day gave each of the two: by core, by the statement of the alliance, and on their own statements. */
  async function expectDay(n: number, formula: Formula | undefined) {
    const of = await sharesOfDay(admin(), start + n * DAY_MS, people, formula);
    const ofAlliance = await (await asAgain(ann)).call('getAllianceEarnings', {
      params: { id },
      query: { limit: 100 },
    });
    const day = ofAlliance.items.filter((item) => item.day === dayOf(n)).flatMap(({ shares }) => shares);
    for (const [name, person] of [
      ['Ann', ann],
      ['Bob', bob],
    ] as const) {
      expect(sum(day.filter((share) => share.name === name).map(({ share }) => unitsOf(share)))).toBe(of(person.id));
      const { items } = await (await asAgain(person)).call('getProviderStatement', { query: { limit: 100 } });
      const lines = items.filter((line) => line.day === dayOf(n) && line.allianceId === id);
      expect(sum(lines.map(({ amount }) => unitsOf(amount)))).toBe(of(person.id));
    }
    return of;
  }

  it('Ann proposes 70 to 30 from tomorrow, sees what it would have given, and Bob agrees', async () => {
    const { store } = stage.house.marketplace.adapters;
    const { clock } = stage.house.sandboxes;
    await store.pool.query("insert into settings values ('providers', $1, 'epoch', 'test')", [{ sharePercent: 50 }]);
    const midnight = Math.ceil(clock.now() / DAY_MS) * DAY_MS;
    const at = new Date(midnight);
    // All days of this story lie in one month.
    start = at.getUTCDate() <= 24 ? midnight : Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
    await clock.set(start + 20 * HOUR_MS);
    await clock.freeze(true);
    const user = await newPerson(stage.house);
    const { items } = await user.call('listNodes', { query: { farmId: ALPS_FARM } });
    const [first, other] = items.filter(({ offerable }) => offerable).map((node) => node.id);
    ann = await newProvider(stage.house, store.pool, { nodeIds: [first ?? 0], farmId: ALPS_FARM });
    bob = await newProvider(stage.house, store.pool, { nodeIds: [other ?? 0], farmId: ALPS_FARM });
    people = [
      { userId: ann.id, nodeId: first ?? 0 },
      { userId: bob.id, nodeId: other ?? 0 },
    ];
    id = await formAlliance({ admin: admin() }, [
      { ...ann, name: 'Ann', nodeId: first ?? 0 },
      { ...bob, name: 'Bob', nodeId: other ?? 0 },
    ]);
    await clock.set(start + 21 * HOUR_MS);
    await topUp({ runJobs }, user, '90.00');
    const { id: deploymentId } = await user.call('createDeployment', {
      body: {
        name: 'shop',
        appId: 'vm',
        imageId: 'ubuntu-24.04',
        sizeId: 'medium',
        placement: { mode: 'node', nodeId: first ?? 0 },
        sshKeys: [sshKey],
      },
      idempotencyKey: randomUUID(),
    });
    await until(user, 'getDeployment', { params: { id: deploymentId } }, ({ status }) => status === 'running');

    pages.ann = (await stage.openForAll()).page;
    pages.bob = (await stage.openForAll()).page;
    await signInAtPage(pages.ann, stage.house.url, ann.email, ann.password);
    await signInAtPage(pages.bob, stage.house.url, bob.email, bob.password);
    const { ann: page } = pages;
    await openTab(page, 'agreements');
    await page.getByText('Nothing is agreed yet').waitFor();
    await button(page, 'Propose a version').click();
    await page.getByLabel('Ann', { exact: true }).fill('70');
    await page.getByText('Together 120 %').waitFor();
    expect(await button(page, /^Propose$/).getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('Bob', { exact: true }).fill('30');
    await button(page, /^Simulate$/).click();
    await page.getByText('earned nothing yet on a day that is closed').waitFor();
    await button(page, /^Propose$/).click();
    await version(page, 1).getByText('Ann 70 %, Bob 30 %').waitFor();

    await openTab(pages.bob, 'agreements');
    await version(pages.bob, 1).getByRole('button', { name: 'Agree' }).click();
    await version(pages.bob, 1).getByText('Agreed').waitFor();
  });

  it('hours pass across midnight, and both statements are right to the unit', async () => {
    await goTo(start + 2 * DAY_MS + 90 * 60_000);
    await expectDay(0, undefined);
    const of = await expectDay(1, {
      kind: 'fixed_weights',
      weights: [
        { userId: ann.id, weight: 7000 },
        { userId: bob.id, weight: 3000 },
      ],
    });
    expect(of(bob.id)).toBeGreaterThan(0n);
    const { bob: page } = pages;
    await openTab(page, 'earnings');
    await page.getByRole('row').filter({ hasText: 'Version 1' }).first().waitFor();
    await page.getByText('Version 1: fixed parts, 30 of 100 %').first().waitFor();
    await page.goto(`${stage.house.url}/provider/earnings/statement`);
    await page.getByText(`Share of node ${people[0]?.nodeId} in North`).filter({ visible: true }).first().waitFor();
  });

  it('Bob proposes to divide by contribution, simulates it, Ann agrees, and the next day follows it', async () => {
    const { bob: page } = pages;
    await openTab(page, 'agreements');
    await button(page, 'Propose a version').click();
    await page.getByText('By contribution', { exact: true }).click();
    await button(page, /^Simulate$/).click();
    await page.getByRole('columnheader', { name: 'Would have got' }).waitFor();
    await button(page, /^Propose$/).click();
    await version(page, 2).waitFor();
    await openTab(pages.ann, 'agreements');
    await version(pages.ann, 2).getByRole('button', { name: 'Agree' }).click();
    await version(pages.ann, 2).getByText('Agreed').waitFor();
    await goTo(start + 4 * DAY_MS + 90 * 60_000);
    await expectDay(3, { kind: 'by_contribution' });
  });

  it('is readable on a narrow screen, without faults that screen readers meet', async () => {
    const { ann: page } = pages;
    for (const tab of ['agreements', 'earnings', 'uptime']) {
      await openTab(page, tab);
      await settle(page);
      expect(await violations(page, 'all')).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await overflowing(page)).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });

  it('Bob leaves', async () => {
    const { bob: page } = pages;
    await openTab(page, '');
    await button(page, 'Leave').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByText('Leaving').first().waitFor();
    await link(page, 'Agreements').click();
    expect(await button(page, 'Propose a version').getAttribute('aria-disabled')).toBe('true');
  });
});
