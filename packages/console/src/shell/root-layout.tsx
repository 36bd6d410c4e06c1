import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ServerClock } from '../api/server-clock.tsx';
import { useSession } from '../session/session.ts';
import { SiteName } from '../ui/use-page-title.ts';
import { EnvironmentRibbon } from './environment-ribbon.tsx';
import { useBrand, useBrandLook } from './use-brand.ts';

const IdentityProvider = lazy(() =>
  import('../session/identity-provider.tsx').then((module) => ({ default: module.IdentityProvider })),
);

/** What surrounds every page: the ribbon, the clock, and the identity library once it is wanted. */
export function RootLayout() {
  const { wanted } = useSession();
  const { title } = useBrand();
  useBrandLook();
  return (
    <ServerClock>
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-raised px-4 py-2 shadow-raised focus:not-sr-only focus:absolute focus:start-2 focus:top-2"
      >
        Skip to content
      </a>
      <EnvironmentRibbon />
      <SiteName value={title}>
        <Outlet />
      </SiteName>
      {wanted && (
        <Suspense fallback={null}>
          <IdentityProvider />
        </Suspense>
      )}
    </ServerClock>
  );
}
