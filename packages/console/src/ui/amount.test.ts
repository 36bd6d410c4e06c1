import { describe, expect, test } from 'vitest';
import { parseAmount, toCents } from './amount.ts';

const limits = { minimum: '5.0000000', maximum: '10000.0000000' };
const read = (typed: string) => parseAmount(typed, limits, 'en-US');

describe('typed amounts', () => {
  test.each([
    ['25', '25.00'],
    ['25.5', '25.50'],
    ['25,50', '25.50'],
    [' $25.00 ', '25.00'],
    ['1,250.75', '1250.75'],
    ['1.250,75', '1250.75'],
    ['10000', '10000.00'],
    ['5', '5.00'],
  ])('%j is read as %s', (typed, amount) => {
    expect(read(typed)).toEqual({ ok: true, amount });
  });

  test.each(['0', '-1', '1e3', '10.005', 'NaN', '1000000', '4.99', '', '1.250', '25.', 'abc', '0x10', '１２'])(
    '%j is refused with a sentence',
    (typed) => {
      const parsed = read(typed);
      expect(parsed.ok).toBe(false);
      expect(parsed.ok || parsed.message).toMatch(/[a-z].*\.$/);
    },
  );

  test('limits are named', () => {
    expect(read('4.99')).toEqual({ ok: false, message: 'The smallest top-up is $5.00.' });
    expect(read('10000.01')).toEqual({ ok: false, message: 'The largest top-up is $10,000.00.' });
  });

  test('cents of the card form are exact', () => {
    expect(toCents('25.00')).toBe(2500);
    expect(toCents('19.99')).toBe(1999);
    expect(toCents('10000.00')).toBe(1_000_000);
  });
});
