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
  /** A page of somebody new, closed after the test; the test fails on whatever the page complains about. */
  open(view?: View): Promise<WatchedPage>;
  /** The same, for all tests that follow. */
  openForAll(view?: View): Promise<WatchedPage>;
}

/** Call it where tests are described: the stage stands from the first test to the last. */
export function useStage(options: HouseOptions = {}): Stage {
  const lasting: WatchedPage[] = [];
  const passing: WatchedPage[] = [];
  const openInto = async (pages: WatchedPage[], view?: View) => {
    const watched = await newPage(stage.browser, view);
    pages.push(watched);
    return watched;
  };
  const stage = {
    open: (view?: View) => openInto(passing, view),
    openForAll: (view?: View) => openInto(lasting, view),
  } as Stage;
  beforeAll(async () => {
    const environment = { ENVIRONMENT_LABEL: 'Sandbox', CONSOLE_DIST: process.env.CONSOLE_DIST ?? '' };
    stage.house = await startHouse({ ...options, env: { ...environment, ...options.env } });
    stage.control = controlAt(stage.house.sandboxes.urls.control);
    stage.browser = await openBrowser();
  });
  afterEach(async ({ task }) => {
    const open = [...lasting, ...passing.splice(0)];
    if (task.result?.state === 'fail') await takePicture(open.at(-1), task.name);
    const faults = open.flatMap((watched) => watched.faults.splice(0));
    await Promise.all(open.filter((watched) => !lasting.includes(watched)).map((watched) => watched.close()));
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

/** What the page showed when a test failed, in `shots/`. */
async function takePicture(watched: WatchedPage | undefined, testName: string): Promise<void> {
  const path = `shots/failed-${testName.replace(/\W+/g, '-').slice(0, 60)}.png`;
  await watched?.page.screenshot({ path, fullPage: true }).catch(() => undefined);
}
