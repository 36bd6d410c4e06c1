import { expect, test } from 'vitest';
import { closingLine } from './closing-line.ts';

const file = (counts: Partial<Parameters<typeof closingLine>[0][number]>) => ({
  passed: 0,
  failed: 0,
  skipped: 0,
  fileFailed: false,
  ...counts,
});

test('sums the tests of all files', () => {
  expect(closingLine([file({ passed: 3 }), file({ passed: 2, failed: 1, fileFailed: true })], 0)).toBe(
    '5 passed, 1 failed',
  );
});

test('a file that does not load counts as a failure', () => {
  expect(closingLine([file({ passed: 3 }), file({ fileFailed: true })], 0)).toBe('3 passed, 1 failed');
});

test('an error outside any test counts as a failure', () => {
  expect(closingLine([file({ passed: 3 })], 1)).toBe('3 passed, 1 failed');
});

test('skipped tests are never silent', () => {
  expect(closingLine([file({ passed: 3, skipped: 2 })], 0)).toBe('3 passed, 0 failed, 2 skipped');
});
