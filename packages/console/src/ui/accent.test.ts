import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccentTheme, accentOf, deriveAccent, OUR_COLOUR, surfaces } from './accent.ts';
import { contrast, fromOklch, parseHex, toHex, toOklch } from './oklch.ts';

const tokens = readFileSync(new URL('../theme/tokens.css', import.meta.url), 'utf8');
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

describe('our own colour', () => {
  test.each(['light', 'dark'] as const)(
    'is in the %s theme what the tokens say, and as readable as a derived one',
    (where) => {
      const [light = '', dark = ''] = tokens.split('[data-theme="dark"] {');
      const token = (name: string) =>
        new RegExp(`--${name}: (#\\w{6});`).exec(where === 'light' ? light : dark)?.[1]?.toUpperCase();
      const accent = accentOf(OUR_COLOUR.toLowerCase(), where);
      const names = ['accent', 'accent-hover', 'on-accent', 'link', 'accent-tint', 'accent-mark'];
      const { solid, hover, on, link, tint, mark } = accent;
      expect(names.map(token)).toEqual([solid, hover, on, link, tint, mark]);
      for (const surface of [...surfaces[where], tint]) {
        expect(contrast(link, surface)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(mark, surface)).toBeGreaterThanOrEqual(3);
      }
    },
  );
});

test('a colour survives OKLCH and back', () => {
  fc.assert(fc.property(colour, (hex) => toHex(fromOklch(toOklch(parseHex(hex)))) === hex.toUpperCase()));
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21);
  expect(contrast('#2F5BD3', '#FFFFFF')).toBeCloseTo(5.9, 1);
});
