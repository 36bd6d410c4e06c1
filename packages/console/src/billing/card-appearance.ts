import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { Appearance, CustomFontSource } from '@stripe/stripe-js';

/** The card form in the console's own colours: it lies in a frame of the payment provider and sees none of our styles. */
export function cardAppearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    theme: 'stripe',
    variables: {
      colorPrimary: token('--accent-mark'),
      colorBackground: token('--surface'),
      colorText: token('--text'),
      colorTextSecondary: token('--text-2'),
      colorTextPlaceholder: token('--text-3'),
      colorDanger: token('--bad'),
      fontFamily: 'Inter, system-ui, sans-serif',
      fontSizeBase: '14px',
      borderRadius: '6px',
      spacingUnit: '4px',
    },
    rules: { '.Input': { borderColor: token('--control'), boxShadow: 'none' } },
  };
}

/** The frame loads the font again, from our own address: it needs the whole one. */
export const cardFonts: CustomFontSource[] = [
  { family: 'Inter', src: `url(${new URL(interLatin, location.origin).href})`, weight: '100 900' },
];
