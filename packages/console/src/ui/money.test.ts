import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dollars, formatMoney, formatSigned, fromUnits, type MoneyStyle, sum, toUnits } from './money.ts';

const usd = (amount: string) => ({ currency: 'USD', amount });
const write = (amount: string, style?: MoneyStyle) => formatMoney(usd(amount), style, 'en-US');

describe('units', () => {
  test('every amount of 7 decimals survives the way to units and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (units) => toUnits(fromUnits(units)) === units),
    );
  });

  test('shorter decimals are read exactly', () => {
    expect(toUnits('25')).toBe(250_000_000n);
    expect(toUnits('0.0000001')).toBe(1n);
    expect(toUnits('-4.1')).toBe(-41_000_000n);
  });

  test.each(['', '1e3', 'NaN', '1.12345678', '1,5', '+1', '.5'])('%j is no amount', (text) => {
    expect(() => toUnits(text)).toThrow(TypeError);
  });

  test('sums are exact where floats are not', () => {
    expect(sum([usd('0.1'), usd('0.2')]).amount).toBe('0.3000000');
    expect(dollars(1n)).toEqual(usd('0.0000001'));
  });
});

describe('how money is written', () => {
  test('an amount has cents, a rate below one dollar four decimals', () => {
    expect(write('84.1200000')).toBe('$84.12');
    expect(write('0.0347219', 'rate')).toBe('$0.0347');
    expect(write('3.6100000', 'rate')).toBe('$3.61');
    expect(write('1000000')).toBe('$1,000,000.00');
  });

  test('minus is a minus sign, plus is written for credits only', () => {
    expect(write('-4.1')).toBe('−$4.10');
    expect(formatSigned(usd('50'), 'ledger', 'en-US')).toBe('+$50.0000');
    expect(formatSigned(usd('-9.2'), 'amount', 'en-US')).toBe('−$9.20');
    expect(formatSigned(usd('0'), 'amount', 'en-US')).toBe('$0.00');
  });

  test('something never shows as nothing, and nothing only as nothing', () => {
    const styles: MoneyStyle[] = ['amount', 'rate', 'ledger', 'exact'];
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.constantFrom(...styles), (units, style) => {
        expect(formatMoney(dollars(units), style, 'en-US')).toMatch(/[1-9]/);
        expect(formatMoney(dollars(-units), style, 'en-US')).toContain('−');
      }),
    );
    expect(write('0.0000012')).toBe('< $0.0001');
    expect(write('-0.0000012', 'ledger')).toBe('< −$0.0001');
    expect(write('0')).toBe('$0.00');
  });

  test('the reader’s locale rules', () => {
    expect(formatMoney(usd('1234.5'), 'amount', 'de-DE')).toBe('1.234,50\u00a0$');
  });
});
