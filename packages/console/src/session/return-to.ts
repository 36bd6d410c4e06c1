const FALLBACK = '/overview';

/** Only places of this console may be returned to: never another site, never the sign-in pages themselves. */
export function safeReturnTo(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return FALLBACK;
  if ([...wanted].some((letter) => letter < ' ')) return FALLBACK;
  const path = wanted.split(/[?#]/)[0];
  return path === '/' || path === '/sign-in' || path === '/callback' || path === '/sign-out' ? FALLBACK : wanted;
}

/** Where the person is now, to come back to. */
export const here = (): string => safeReturnTo(location.pathname + location.search);
