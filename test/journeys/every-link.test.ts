import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { apply, connect, farmAccounts } from '../api/provider-steps.ts';
import { sshKey, topUp, untilIdle } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { violations } from './accessibility.ts';
import { deadActions } from './actions.ts';
import { internalLinks, overflowing, patternOf, settle, shortcomings, walkTo } from './crawl.ts';
import { heading, signInAtPage } from './person-at-page.ts';
import { useStage } from './stage.ts';

const stage = useStage();
// Some sixty pages, each judged in two themes and three widths: long, however fast the machine.
vi.setConfig({ testTimeout: 300_000 });

describe('every link and every action leads somewhere', () => {
  /** Pages whose looks and actions were judged: other filters and other roles do not change them. */
  const judged = new Set<string>();

  beforeAll(async () => {
    const operator = await signIn(stage.house, 'operator@demo.test');
    const user = await signIn(stage.house, 'user@demo.test');
    await topUp({ runJobs: () => untilIdle(operator) }, user, '50.00');
    await user.call('createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    await deploy(user, 'shop-web');
    const files = await deploy(user, 'files');
    await stage.house.sandboxes.clock.advance(2 * 3600);
    await untilIdle(operator);
    await user.call('deleteDeployment', { params: { id: files } });
    await offerNodes(operator);
  });

  it('for a visitor', async () => {
    const { page } = await stage.open();
    const seen = await crawl(page, ['/'], 'visitor');
    expect(seen).toEqual(
      expect.arrayContaining(['/', '/nodes', '/nodes?node', '/deploy', '/sign-in?returnTo', '/legal/:kind']),
    );
  });

  it('for a cloud user', async () => {
    const { page } = await stage.open();
    await signInAtPage(page, stage.house.url, 'user@demo.test');
    const seen = await crawl(page, ['/overview'], 'cloud user');
    expect(seen).toEqual(expect.arrayContaining(['/deployments/:id/billing', '/statement', '/balance', '/profile']));
  });

  it('and the gallery shows each component so that everybody can use it', async () => {
    const { page } = await stage.open();
    await page.goto(`${stage.house.url}/dev/ui`);
    await page.locator('h1').waitFor();
    expect(await looks(page)).toEqual([]);
  });

  it('for a cloud provider', async () => {
    const { page } = await stage.open();
    await signInAtPage(page, stage.house.url, 'provider@demo.test');
    const seen = await crawl(page, ['/provider'], 'cloud provider');
    expect(seen).toEqual(expect.arrayContaining(['/provider/nodes', '/provider/apply']));
  });

  it('for a cloud operator', async () => {
    const { page } = await stage.open();
    await signInAtPage(page, stage.house.url, 'operator@demo.test');
    const seen = await crawl(page, ['/overview', '/operator'], 'cloud operator');
    expect(seen).toEqual(
      expect.arrayContaining([
        '/operator',
        '/operator/users',
        '/operator/deployments',
        '/operator/providers/:id',
        '/operator/pricing',
        '/operator/settings/brand',
        '/operator/settings/legal?text',
      ]),
    );
  });

  /** Follows every link from `starts` on; answers the patterns of all pages seen. */
  async function crawl(page: Page, starts: string[], role: string): Promise<string[]> {
    const waiting = [...starts];
    const from = new Map<string, string>();
    const seen = new Set<string>();
    /** Shortcoming → the pages that have it. */
    const wrong = new Map<string, string[]>();
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const pattern = patternOf(address);
      if (seen.has(pattern)) continue;
      seen.add(pattern);
      // An open node is drawn as a panel of its own; other queries only fill the page.
      const drawn = pattern.replace(/\?(?!node$).*/, '');
      // A visitor may be sent on to sign in, which leaves the console.
      const walked = judged.has(drawn) && role !== 'visitor' && (await walkTo(page, address));
      if (!walked) await page.goto(stage.house.url + address);
      await settle(page);
      const found = await shortcomings(page);
      const links = await internalLinks(page);
      if (!judged.has(drawn)) found.push(...(await looks(page)), ...(await deadActions(page, page.url())));
      judged.add(drawn);
      const place = `${address} (linked from ${from.get(pattern) ?? 'the start'})`;
      for (const fault of found) wrong.set(fault, [...(wrong.get(fault) ?? []), place]);
      for (const link of links) {
        waiting.push(link);
        if (!from.has(patternOf(link))) from.set(patternOf(link), address);
      }
    }
    expect(Object.fromEntries(wrong), `as ${role}`).toEqual({});
    return [...seen];
  }
});

it('the walk notices what it looks for', async () => {
  const { page } = await stage.open();
  await page.setContent(`
    <!doctype html><html lang="en"><title>Planted</title>
    <h1>One</h1><h1>Two</h1><button>Dead</button><button onclick="this.title = 'pressed'">Alive</button>
    <button aria-disabled="true">Off</button><button></button><div style="width: 2000px">Wide</div>`);
  expect(await shortcomings(page)).toEqual(['2 titles', '"Off" is off without a reason']);
  expect(await deadActions(page, page.url())).toEqual(['"Dead" does nothing', '"" does nothing']);
  expect(await overflowing(page)).toEqual([expect.stringContaining('Wide')]);
  expect(await violations(page, 'all')).toEqual([expect.stringContaining('button-name')]);
});

describe('addresses that lead nowhere say so', () => {
  it('an unknown address', async () => {
    const { page } = await stage.open();
    await page.goto(`${stage.house.url}/no/such/place`);
    await heading(page, 'There is no such page').waitFor();
    expect(await shortcomings(page)).toEqual(['leads to "There is no such page"']);
  });

  it("the operator's pages, as a user", async () => {
    const { page } = await stage.open();
    await signInAtPage(page, stage.house.url, 'user@demo.test');
    for (const path of ['/operator', '/operator/users', '/operator/deployments']) {
      await page.goto(stage.house.url + path);
      await heading(page, /lacks the role/).waitFor();
    }
    expect(await violations(page, 'all')).toEqual([]);
  });

  it('a deployment of somebody else', async () => {
    const watched = await stage.open();
    watched.expect(/status of 404/);
    await signInAtPage(watched.page, stage.house.url, 'user2@demo.test');
    await watched.page.goto(`${stage.house.url}/deployments/${randomUUID()}`);
    await heading(watched.page, 'There is no such deployment').waitFor();
  });
});

/** Everything that can be measured about looks: both themes, a wide and two narrow screens. */
async function looks(page: Page): Promise<string[]> {
  const found: string[] = [];
  const note = (where: string, faults: string[]) => found.push(...faults.map((fault) => `${where}: ${fault}`));
  await page.setViewportSize({ width: 390, height: 844 });
  note('390 wide', await overflowing(page));
  note('390 light', await violations(page, 'all'));
  await wear(page, 'dark');
  note('390 dark', await violations(page, 'colours'));
  await page.setViewportSize({ width: 320, height: 640 });
  note('320 wide', await overflowing(page));
  await page.setViewportSize({ width: 1440, height: 900 });
  note('1440 dark', await violations(page, 'colours'));
  await wear(page, 'light');
  note('1440 light', await violations(page, 'all'));
  return found;
}

const wear = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

/** One provider with a node on offer, and one whose request waits. */
async function offerNodes(operator: Person): Promise<void> {
  const [first, second] = await farmAccounts(stage.house);
  const [provider, waiting] = [
    await signIn(stage.house, 'provider@demo.test'),
    await signIn(stage.house, 'provider2@demo.test'),
  ];
  await connect(stage.house, provider, first);
  await connect(stage.house, waiting, second);
  const { id } = await apply(provider, first.nodeIds.slice(0, 1));
  await operator.call('decideProviderRequest', { params: { id }, body: { decision: 'approve' } });
  await apply(waiting, second.nodeIds.slice(0, 1));
}

async function deploy(user: Person, name: string): Promise<string> {
  const order = {
    name,
    appId: 'vm',
    imageId: 'ubuntu-24.04',
    sizeId: 'small',
    placement: { mode: 'auto' as const },
    sshKeys: [sshKey],
  };
  const { id } = await user.call('createDeployment', { body: order, idempotencyKey: randomUUID() });
  await until(user, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
  return id;
}
