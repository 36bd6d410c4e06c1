import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClock } from '../clock.ts';
import { openState } from '../state.ts';
import { createOutcomes } from './outcomes.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outcomes-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(dataDir, { recursive: true });
});

function start() {
  const happened: string[] = [];
  const state = openState(dataDir, 'stripe');
  const clock = createClock(openState(undefined, 'clock'));
  const outcomes = createOutcomes({ state, clock, happen: (outcome, id) => happened.push(`${outcome} ${id}`) });
  const close = () => {
    outcomes.close();
    state.close();
  };
  return { outcomes, clock, happened, close };
}

it('an outcome takes effect once, a few seconds of machine time later, also while the clock stands still', async () => {
  const { outcomes, clock, happened, close } = start();
  await clock.freeze(true);
  outcomes.queue('bank-payment', 'pi_1');
  expect(happened).toEqual([]);
  vi.advanceTimersByTime(10_000);
  await clock.advance(60);
  expect(happened).toEqual(['bank-payment pi_1']);
  close();
});

it('an outcome that a restart interrupted takes effect afterwards', () => {
  const first = start();
  first.outcomes.queue('refund-fails', 're_1');
  first.close();
  vi.advanceTimersByTime(10_000);
  expect(first.happened).toEqual([]);
  const second = start();
  second.outcomes.resume();
  vi.advanceTimersByTime(10_000);
  expect(second.happened).toEqual(['refund-fails re_1']);
  second.close();
});
