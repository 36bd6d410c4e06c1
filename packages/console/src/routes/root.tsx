import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CrashPage, NotFoundPage } from '../shell/dead-end.tsx';
import { RootLayout } from '../shell/root-layout.tsx';

/** Who may see a page; below the console frame everything needs a sign-in unless it says otherwise. */
export type Access = 'public' | 'signed-in' | 'cloud-provider' | 'cloud-operator';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    access?: Access;
    /** Path shown in the top bar: label and, for all but the last, where it leads. */
    crumbs?: readonly (readonly [label: string, to?: string])[];
  }
}

export const root = createRootRoute({
  component: RootLayout,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

/** The frame of all console pages. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: 'console',
  component: lazyRouteComponent(() => import('../shell/console-frame.tsx'), 'ConsoleFrame'),
});
