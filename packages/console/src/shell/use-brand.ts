import { useEffect, useMemo } from 'react';
import { useConfig } from '../api/use-config.ts';
import { accentCss, colourIsKnown, rememberedLook, showLook } from '../theme/brand-look.ts';
import markUrl from '../theme/mark.svg';

/** Name and logo; what was seen last until the configuration is here, nothing before the first visit. */
export function useBrand(): { title: string; logoUrl: string | null } {
  const config = useConfig().data;
  const remembered = useMemo(rememberedLook, []);
  if (config) return { title: config.brandName, logoUrl: config.logoUrl };
  return remembered ?? { title: '', logoUrl: null };
}

/** Puts colours and icon of this marketplace on the page; call it once. */
export function useBrandLook(): void {
  const { data: config, failureCount } = useConfig();
  const unreachable = failureCount > 0 && !config;
  useEffect(() => {
    if (unreachable) colourIsKnown();
  }, [unreachable]);
  useEffect(() => {
    if (!config) return;
    const { brandName: title, logoUrl, accentColor } = config;
    showLook({ title, logoUrl, css: accentCss(accentColor) });
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!icon) return;
    icon.href = logoUrl ?? markUrl;
    icon.removeAttribute('type');
  }, [config]);
}
