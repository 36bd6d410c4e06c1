import { type AccentTheme, accentOf, OUR_COLOUR } from '../ui/accent.ts';

/** What makes this marketplace look like its operator's. */
export interface BrandLook {
  title: string;
  logoUrl: string | null;
  /** Colours of both themes, as a style sheet; empty for our own. */
  css: string;
}

const KEY = 'brand';

/** What this browser saw last: the script before first paint shows its colours. */
export function rememberedLook(): BrandLook | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text ? (JSON.parse(text) as BrandLook) : undefined;
  } catch {
    return undefined;
  }
}

/** Shows and remembers a look. A sheet of one's own is no inline style: the policy stays strict. */
export function showLook(look: BrandLook): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(look.css);
  document.adoptedStyleSheets = [sheet];
  colourIsKnown();
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // Storage may be forbidden; the next visit then begins in neutral colours.
  }
}

/** Until then accents are neutral: see base.css. */
export function colourIsKnown(): void {
  delete document.documentElement.dataset.brand;
}

/** One colour as the variables of both themes. */
export function accentCss(colour: string): string {
  if (colour.toUpperCase() === OUR_COLOUR) return '';
  const rule = (theme: AccentTheme, selector: string) =>
    `${selector} { ${Object.entries(accentVariables(colour, theme))
      .map(([name, value]) => `${name}: ${value};`)
      .join(' ')} }`;
  return `${rule('light', ':root, [data-theme="light"]')}\n${rule('dark', '[data-theme="dark"]')}`;
}

export function accentVariables(colour: string, theme: AccentTheme): Record<string, string> {
  const accent = accentOf(colour, theme);
  return {
    '--accent': accent.solid,
    '--accent-hover': accent.hover,
    '--on-accent': accent.on,
    '--accent-line': accent.outlined ? accent.mark : 'transparent',
    '--link': accent.link,
    '--accent-tint': accent.tint,
    '--accent-mark': accent.mark,
  };
}
