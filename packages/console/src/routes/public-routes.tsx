import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { LandingPage } from '../landing/landing-page.tsx';
import { readSignInSearch } from '../session/sign-in-search.ts';
import { root } from './root.tsx';

const landing = createRoute({ getParentRoute: () => root, path: '/', component: LandingPage });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('../session/sign-in-page.tsx'), 'SignInPage'),
});
const callback = createRoute({
  getParentRoute: () => root,
  path: '/callback',
  component: lazyRouteComponent(() => import('../session/callback-page.tsx'), 'CallbackPage'),
});
const signOut = createRoute({
  getParentRoute: () => root,
  path: '/sign-out',
  component: lazyRouteComponent(() => import('../session/sign-out-page.tsx'), 'SignOutPage'),
});

export const publicRoutes = [landing, signIn, callback, signOut] as const;
