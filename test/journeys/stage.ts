import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { newPage, openBrowser, type View, type WatchedPage } from '../browser.ts';
import { type House, type HouseOptions, startHouse } from '../house.ts';
import { type Control, controlAt } from '../invariants/scene.ts';

/** The product, its sandboxes and a browser, for one test file. */
export interface Stage {
  house: House;
  control: Control;
  browser: Browser;
  /** A page of somebody new; the test fails on whatever it complains about. */
  open(view?: View): Promise<WatchedPage>;
}

/** Call it where tests are described: the stage stands from the first test to the last. */
export function useStage(options: HouseOptions = {}): Stage {
  const open: WatchedPage[] = [];
  const stage = {
    async open(view?: View) {
      const watched = await newPage(stage.browser, view);
      open.push(watched);
      return watched;
    },
  } as Stage;
  beforeAll(async () => {
    const environment = { ENVIRONMENT_LABEL: 'Sandbox', CONSOLE_DIST: process.env.CONSOLE_DIST ?? '' };
    stage.house = await startHouse({ ...options, env: { ...environment, ...options.env } });
    stage.control = controlAt(stage.house.sandboxes.urls.control);
    stage.browser = await openBrowser();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await takePictures(open, task.name);
    const faults = open.flatMap((watched) => watched.faults.splice(0));
    expect(faults, 'pages complained').toEqual([]);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.house?.close();
  });
  return stage;
}

/** The tests of a file are one story: after a step that failed the later ones fail at once instead of waiting. */
export function asOneStory(): void {
  let broken = false;
  beforeEach(() => {
    if (broken) throw new Error('an earlier step of this story failed');
  });
  afterEach(({ task }) => {
    broken ||= task.result?.state === 'fail';
  });
}

/** What the pages showed when a test failed, in `shots/`. */
async function takePictures(pages: readonly WatchedPage[], testName: string): Promise<void> {
  for (const [at, { page }] of pages.entries()) {
    if (page.isClosed()) continue;
    const name = `failed-${testName.replace(/\W+/g, '-').slice(0, 60)}-${at}`;
    await page.screenshot({ path: `shots/${name}.png`, fullPage: true }).catch(() => undefined);
  }
}
