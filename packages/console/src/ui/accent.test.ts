import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccentTheme, deriveAccent, surfaces } from './accent.ts';
import { contrast, fromOklch, parseHex, toHex, toOklch } from './oklch.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const theme = fc.constantFrom<AccentTheme>('light', 'dark');

describe('any brand colour', () => {
  test('gives text of at least 4.5 and marks of at least 3 on every surface, in both themes', () => {
    fc.assert(
      fc.property(colour, theme, (brand, where) => {
        const accent = deriveAccent(brand, where);
        expect(contrast(accent.on, accent.solid)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent.on, accent.hover)).toBeGreaterThanOrEqual(4.5);
        for (const surface of [...surfaces[where], accent.tint]) {
          expect(contrast(accent.link, surface)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(accent.mark, surface)).toBeGreaterThanOrEqual(3);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('is kept as it is where white or ink can be read on it', () => {
    for (const brand of ['#2F5BD3', '#FFFFFF', '#000000', '#FFD400'])
      expect(deriveAccent(brand, 'light').solid).toBe(brand);
  });

  test('gets an outline where it would melt into the page', () => {
    expect(deriveAccent('#FFFFFF', 'light').outlined).toBe(true);
    expect(deriveAccent('#000000', 'dark').outlined).toBe(true);
    expect(deriveAccent('#2F5BD3', 'light').outlined).toBe(false);
  });
});

test('a colour survives OKLCH and back', () => {
  fc.assert(fc.property(colour, (hex) => toHex(fromOklch(toOklch(parseHex(hex)))) === hex.toUpperCase()));
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21);
  expect(contrast('#2F5BD3', '#FFFFFF')).toBeCloseTo(5.9, 1);
});
