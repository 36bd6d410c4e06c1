import { expect, it } from 'vitest';
import { writeCents, writeDollars } from './dollars.ts';

it.each([
  [0n, '$0.00'],
  [125_000_000n, '$12.50'],
  [123_400_000n, '$12.34'],
  [-41_000_000n, '−$4.10'],
  [1n, '$0.0000001'],
  [12_345_678_900_000n, '$1,234,567.89'],
  [10_050_000n, '$1.005'],
])('%s units are %s', (units, text) => expect(writeDollars(units)).toBe(text));

it.each([
  [12_3456789n, '$12.35'],
  [12_3450000n, '$12.35'],
  [-12_3450000n, '−$12.35'],
  [1n, 'less than $0.01'],
  [0n, '$0.00'],
])('%s units are %s in a title', (units, text) => expect(writeCents(units)).toBe(text));
