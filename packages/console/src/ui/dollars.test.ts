import { expect, test } from 'vitest';
import { dollarsProblem, readDollars, typedDollars } from './dollars.ts';

test('dollars are read with comma or point, and nothing else is', () => {
  expect(['5', '5.5', ' 25,00 ', '0.1234567', '-1', '1e3', '', '1.234,5'].map((text) => readDollars(text))).toEqual([
    '5',
    '5.5',
    '25.00',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(readDollars('0.1234567', 7)).toBe('0.1234567');
  expect([dollarsProblem('5'), dollarsProblem('x')]).toEqual([true, 'Enter dollars, such as 25 or 25.50.']);
});

test('an amount of the API loses the zeros that nobody would type', () => {
  expect(['5.0000000', '7.2000000', '10000.1230000', '0.0000001'].map(typedDollars)).toEqual([
    '5.00',
    '7.20',
    '10000.123',
    '0.0000001',
  ]);
});
