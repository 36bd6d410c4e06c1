import type { CSSProperties } from 'react';
import { accentVariables } from '../theme/brand-look.ts';
import markUrl from '../theme/mark.svg';
import type { AccentTheme } from '../ui/accent.ts';
import { buttonClass } from '../ui/button.tsx';

interface BrandPreviewProps {
  theme: AccentTheme;
  colour: string;
  logoUrl: string | null;
  title: string;
}

/** How the look will be in one theme: the real variables on a part of the page. */
export function BrandPreview({ theme, colour, logoUrl, title }: BrandPreviewProps) {
  return (
    <figure
      data-theme={theme}
      style={accentVariables(colour, theme) as CSSProperties}
      className="grid gap-3 rounded-card border border-line bg-canvas p-4 text-text"
    >
      <figcaption className="text-small text-text-3">{theme === 'light' ? 'Light theme' : 'Dark theme'}</figcaption>
      <p className="flex items-center gap-2 font-semibold">
        <img src={logoUrl ?? markUrl} alt="" className="h-6 max-w-32 object-contain" />
        <span className="truncate">{title}</span>
      </p>
      <div className="grid gap-3 rounded-control border border-line bg-surface p-3">
        <span className="flex flex-wrap items-center gap-3">
          <span className={buttonClass({ kind: 'primary' })}>Deploy</span>
          <span className="link">A link</span>
        </span>
        <span className="flex items-center gap-2 rounded-badge bg-accent-tint px-2 py-1">
          <span className="size-3 rounded-full bg-accent-mark" />
          Chosen row, <span className="link">with a link</span>
        </span>
      </div>
    </figure>
  );
}
