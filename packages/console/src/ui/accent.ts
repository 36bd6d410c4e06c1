import { contrast, fromOklch, type Oklch, parseHex, toHex, toOklch } from './oklch.ts';

export type AccentTheme = 'light' | 'dark';

/** What one brand colour becomes in one theme; all hex. */
export interface Accent {
  solid: string;
  on: string;
  hover: string;
  link: string;
  mark: string;
  tint: string;
  /** The solid is too near the page's own colour: the button needs a line around it. */
  outlined: boolean;
}

/** canvas, surface, sunken, raised, hover */
export const surfaces: Record<AccentTheme, readonly string[]> = {
  light: ['#F8F9FB', '#FFFFFF', '#EEF0F4', '#FFFFFF', '#F2F4F8'],
  dark: ['#0E1115', '#15181D', '#090B0F', '#1E2229', '#1B1F26'],
};

/** Our own colour. What it becomes was chosen by hand; theme/tokens.css says the same. */
export const OUR_COLOUR = '#2F5BD3';
const ours: Record<AccentTheme, Accent> = {
  light: {
    solid: OUR_COLOUR,
    on: '#FFFFFF',
    hover: '#244DC3',
    link: '#365EC7',
    mark: '#2F5BD2',
    tint: '#ECF2FE',
    outlined: false,
  },
  dark: {
    solid: OUR_COLOUR,
    on: '#FFFFFF',
    hover: '#244DC3',
    link: '#7CA2F6',
    mark: '#4777F0',
    tint: '#1A263F',
    outlined: false,
  },
};

const WHITE = '#FFFFFF';
const INK = '#0B0E14';
const TEXT_MIN = 4.5;
const MARK_MIN = 3;

/** What a colour becomes: by hand for ours, derived for any other. */
export const accentOf = (colour: string, theme: AccentTheme): Accent =>
  colour.toUpperCase() === OUR_COLOUR ? ours[theme] : deriveAccent(colour, theme);

/** Derives buttons, links, marks and tints from the operator's colour; every pair stays readable. */
export function deriveAccent(brand: string, theme: AccentTheme): Accent {
  const { solid, on } = readableSolid(brand);
  const tint = tintOf(solid, theme);
  const behind = [...surfaces[theme], tint];
  const link = movedUntil(limited(solid, theme === 'light' ? 0.17 : 0.13), behind, 4.6, theme);
  const mark = movedUntil(limited(solid, theme === 'light' ? 0.17 : 0.13), behind, 3.1, theme);
  const [canvas = WHITE, surface = WHITE] = surfaces[theme];
  const outlined = contrast(solid, surface) < MARK_MIN || contrast(solid, canvas) < MARK_MIN;
  return { solid, on, hover: hoverOf(solid, on), link, mark, tint, outlined };
}

function readableSolid(brand: string): { solid: string; on: string } {
  let solid = toHex(parseHex(brand));
  const start = toOklch(parseHex(solid));
  for (let lightness = start.l; lightness >= 0; lightness -= 0.01) {
    if (contrast(WHITE, solid) >= TEXT_MIN) return { solid, on: WHITE };
    if (contrast(INK, solid) >= TEXT_MIN) return { solid, on: INK };
    solid = toHex(fromOklch({ ...start, l: lightness - 0.01 }));
  }
  return { solid, on: WHITE };
}

function hoverOf(solid: string, on: string): string {
  const colour = toOklch(parseHex(solid));
  const moved = toHex(fromOklch({ ...colour, l: colour.l + (on === WHITE ? -0.045 : 0.035) }));
  return contrast(on, moved) >= TEXT_MIN ? moved : solid;
}

function tintOf(solid: string, theme: AccentTheme): string {
  const { c, h } = toOklch(parseHex(solid));
  const [l, most] = theme === 'light' ? [0.96, 0.022] : [0.27, 0.05];
  return toHex(fromOklch({ l, c: Math.min(c, most), h }));
}

function limited(hex: string, mostChroma: number): Oklch {
  const colour = toOklch(parseHex(hex));
  return { ...colour, c: Math.min(colour.c, mostChroma) };
}

/** Darker on light, lighter on dark, until it stands out from everything it may lie on. */
function movedUntil(start: Oklch, behind: readonly string[], least: number, theme: AccentTheme): string {
  const step = theme === 'light' ? -0.005 : 0.005;
  for (let l = start.l; l >= 0 && l <= 1; l += step) {
    const hex = toHex(fromOklch({ ...start, l }));
    if (behind.every((surface) => contrast(hex, surface) >= least)) return hex;
  }
  return theme === 'light' ? '#000000' : WHITE;
}
