import { expect, test } from 'vitest';
import { stepWords } from './deployment-status.ts';
import { makingSteps } from './making-steps.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, second)).toISOString();
const events = [
  { from: null, to: 'reserving', at: at(0) },
  { from: 'reserving', to: 'funding', at: at(2) },
  { from: 'funding', to: 'contracting', at: at(3) },
] as const;

test('steps done, under way and to come, each with its time', () => {
  const steps = makingSteps({ status: 'contracting' }, events, Date.parse(at(9)));
  expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'now', 'next', 'next']);
  expect(steps.map(({ note }) => note)).toEqual(['2 s', '1 s', '6 s', undefined, undefined]);
  expect(stepWords('contracting')).toBe('step 3 of 5');
});

test('a failure marks its step and what was never reached', () => {
  const failed = [
    ...events,
    { from: 'contracting', to: 'deleting', at: at(5) },
    { from: 'deleting', to: 'failed', at: at(6) },
  ] as const;
  const steps = makingSteps({ status: 'failed' }, failed, Date.parse(at(60)));
  expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'skipped', 'skipped']);
  expect(steps[2]?.note).toBe('2 s');
  expect(makingSteps({ status: 'deleting' }, failed.slice(0, 4), Date.parse(at(5)))[2]?.state).toBe('failed');
});

test('when it runs, all is done', () => {
  expect(makingSteps({ status: 'running' }, events, 0).every(({ state }) => state === 'done')).toBe(true);
});
