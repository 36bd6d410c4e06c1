import { Link, Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useApi } from '../api/query.ts';
import { useConfig } from '../api/use-config.ts';
import { useSession } from '../session/session.ts';
import { Foot } from '../shell/foot.tsx';
import { MaintenanceBanner } from '../shell/maintenance-banner.tsx';
import { PublicHeader } from '../shell/public-header.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { countWords } from '../ui/size.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';
import { WhenSeen } from '../ui/when-seen.tsx';
import { CheapestNodes } from './cheapest-nodes.tsx';
import { HowItWorks } from './how-it-works.tsx';
import { PriceSlider } from './price-slider.tsx';
import { SizeOffers } from './size-offers.tsx';

const NodeMap = lazy(() => import('../nodes/static-map.tsx').then((module) => ({ default: module.StaticMap })));

/** What visitors see first: the live offer. Every figure comes from the API. */
export function LandingPage() {
  const { status } = useSession();
  const config = useConfig().data;
  usePageTitle(config?.brandName);
  if (status === 'signed-in') return <Navigate to="/overview" replace />;
  // Somebody who was signed in goes on to the overview in a moment: nothing may flash before it.
  if (status === 'starting') return <PublicHeader />;
  return (
    <>
      <PublicHeader />
      <div className="mx-auto max-w-[1320px]">
        <MaintenanceBanner />
      </div>
      <main
        id="content"
        className="mx-auto grid max-w-[1320px] grid-cols-[minmax(0,1fr)] gap-8 px-4 py-8 md:px-6 md:py-12"
      >
        <Headline />
        <SizeOffers />
        <div className="grid gap-4 lg:grid-cols-2">
          <PriceSlider />
          <CheapestNodes />
        </div>
        <MapCard />
        <HowItWorks />
      </main>
      <Foot />
    </>
  );
}

function Headline() {
  const stats = useApi('getNodeStats', undefined, { staleTime: 60_000 }).data;
  return (
    <div>
      <h1 className="text-balance text-display-small md:text-display">
        Cloud servers on independent nodes. Pay by card.
      </h1>
      <p className="mt-2 max-w-[640px] text-text-2">
        Choose a size and a place, pay from a prepaid balance, by the second. No wallet, no token, no contract to sign.
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-3">
        <Link to="/deploy" className={buttonClass({ kind: 'primary' })}>
          Deploy
        </Link>
        <Link to="/nodes" className={buttonClass()}>
          {stats ? `See ${countWords(stats.nodesUp)} nodes` : 'See the nodes'}
        </Link>
        {stats && (
          <span className="figures text-text-2">
            {`${stats.countries.length} countries, ${countWords(stats.farms)} farms, ${share(stats.nodesUp, stats.nodes)} of all nodes online`}
          </span>
        )}
      </div>
    </div>
  );
}

function MapCard() {
  return (
    <Card
      title="Where the nodes are"
      actions={
        <Link to="/nodes" className="link">
          Search the nodes
        </Link>
      }
    >
      <WhenSeen className="aspect-[2/1] w-full">
        <Suspense fallback={<Skeleton className="size-full" />}>
          <NodeMap />
        </Suspense>
      </WhenSeen>
    </Card>
  );
}

/** Whole percent, rounded down: never 100 % while one is missing. */
const share = (part: number, whole: number): string => (whole === 0 ? '0 %' : `${Math.floor((part / whole) * 100)} %`);
