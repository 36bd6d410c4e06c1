import { expect, it } from 'vitest';
import { add, compare, subtract, tft, usd, usdc } from './money.ts';

it('adds and subtracts within one asset', () => {
  expect(add(usd(3n), usd(4n))).toEqual(usd(7n));
  expect(subtract(tft(3n), tft(4n))).toEqual(tft(-1n));
});

it('never mixes assets', () => {
  expect(() => add(usd(1n), usdc(1n))).toThrow('cannot combine USD with USDC');
  expect(() => subtract(usd(1n), tft(1n))).toThrow();
  expect(() => compare(usdc(1n), tft(1n))).toThrow();
});

it('orders amounts', () => {
  expect([compare(usd(1n), usd(2n)), compare(usd(2n), usd(2n)), compare(usd(3n), usd(2n))]).toEqual([-1, 0, 1]);
});
