import { expect, test } from 'vitest';
import { safeReturnTo } from './return-to.ts';

test.each(['/deploy?size=medium', '/nodes', '/deployments/1/events#x'])('%s is returned to', (path) => {
  expect(safeReturnTo(path)).toBe(path);
});

test.each([
  'https://evil.test',
  '//evil.test',
  '/\\evil.test',
  'deploy',
  '',
  undefined,
  5,
  '/sign-in?returnTo=/x',
  '/callback?code=1',
  '/',
  '/a\nb',
])('%j leads to the overview instead', (wanted) => {
  expect(safeReturnTo(wanted)).toBe('/overview');
});
