import { Navigate, Outlet, useMatches } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MoneyBanner } from '../billing/money-banner.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { here } from '../session/return-to.ts';
import { useSession } from '../session/session.ts';
import { useProfile } from '../session/use-profile.ts';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { TimeZoneContext } from '../ui/time-text.tsx';
import { ForbiddenPage } from './dead-end.tsx';
import { Foot } from './foot.tsx';
import { MaintenanceBanner } from './maintenance-banner.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { PublicHeader } from './public-header.tsx';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame of all console pages: visitors get the public bar, people get the shell, nobody gets what is not theirs. */
export function ConsoleFrame() {
  const { status } = useSession();
  const profile = useProfile();
  const access = useMatches().reduce((found, match) => match.staticData.access ?? found, 'signed-in');

  if (status === 'visitor') {
    if (access !== 'public') return <Navigate to="/sign-in" search={{ returnTo: here() }} replace />;
    return (
      <>
        <PublicHeader />
        <main id="content" className="mx-auto min-h-[calc(100dvh-7rem)] max-w-[1320px]">
          <MaintenanceBanner />
          <Outlet />
        </main>
        <Foot />
      </>
    );
  }
  return (
    <TimeZoneContext value={profile.data?.timeZone}>
      <Shell>
        {profile.error && status === 'signed-in' && (
          <div className="p-4 md:px-6">
            <ProblemNotice error={profile.error} retry={() => void profile.refetch()} />
          </div>
        )}
        <Guarded access={access} starting={status === 'starting'}>
          <Outlet />
        </Guarded>
      </Shell>
    </TimeZoneContext>
  );
}

function Guarded({ access, starting, children }: { access: string; starting: boolean; children: ReactNode }) {
  const roles = useProfile().data?.roles;
  if (access === 'public') return children;
  if (starting || (access !== 'signed-in' && !roles)) return <PageSkeleton />;
  if ((access === 'cloud-operator' || access === 'cloud-provider') && !roles?.includes(access))
    return <ForbiddenPage roleName={access.replace('-', ' ')} />;
  return children;
}

function Shell({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[56px_minmax(0,1fr)] xl:grid-cols-[232px_minmax(0,1fr)]">
      <SideBar />
      <div className="flex min-h-dvh min-w-0 flex-col">
        <TopBar />
        <main id="content" className="grow">
          <OfflineBanner />
          <MaintenanceBanner />
          <MoneyBanner />
          {children}
        </main>
        <Foot />
      </div>
    </div>
  );
}

function PageSkeleton() {
  return (
    <div className="px-4 py-5 md:px-6">
      <Skeleton className="mb-5 h-7 w-48" />
      <div className="rounded-card border border-line bg-surface pt-12">
        <SkeletonRows rows={6} label="Loading the page" />
      </div>
    </div>
  );
}
