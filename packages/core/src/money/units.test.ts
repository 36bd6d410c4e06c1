import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits } from './units.ts';

describe('decimal text and units', () => {
  it.each([
    ['25', 250_000_000n],
    ['25.00', 250_000_000n],
    ['0.0000001', 1n],
    ['-12.5', -125_000_000n],
    ['007', 70_000_000n],
  ])('reads %s', (text, units) => {
    expect(parseUnits(text)).toBe(units);
  });

  it.each(['', ' ', '1e3', '+1', '1.', '.5', '1.00000001', 'NaN', '0x10', '1,5', '--1', '1 ', '१'])(
    'reads nothing out of %j',
    (text) => {
      expect(parseUnits(text)).toBeUndefined();
    },
  );

  it('always writes seven decimals', () => {
    expect(formatUnits(250_000_000n)).toBe('25.0000000');
    expect(formatUnits(0n)).toBe('0.0000000');
    expect(formatUnits(-1n)).toBe('-0.0000001');
  });

  it('gives back every amount that it wrote', () => {
    fc.assert(fc.property(fc.bigInt(), (units) => parseUnits(formatUnits(units)) === units));
  });
});
