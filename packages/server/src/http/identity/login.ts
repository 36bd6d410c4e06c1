import type { Handler } from '../operation.ts';
import { ownPath } from './return-to.ts';

/** The flow itself (code and PKCE) runs in the console, so that no token is ever in an address. */
export const login = (): Handler<'login'> => (c) =>
  c.redirect(`/sign-in?returnTo=${encodeURIComponent(ownPath(c.req.valid('query').returnTo))}`, 302);

export const logout = (): Handler<'logout'> => (c) =>
  c.redirect(`/sign-out?returnTo=${encodeURIComponent(ownPath(c.req.valid('query').returnTo))}`, 302);
