import type { AllianceDetail } from '@marketplace/contract';
import { Link, Outlet } from '@tanstack/react-router';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { DeadEnd } from '../shell/dead-end.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { allianceTabs } from './alliance-tabs.ts';
import { allianceStatus, countWords, kindWords } from './alliance-words.ts';
import { useAlliance } from './use-alliance.ts';

/** One alliance as its members see it; the state stays above the tabs. */
export function OwnAlliancePage() {
  const { data: alliance, error, refetch } = useAlliance();
  if (error?.problem.status === 404 || (alliance && !alliance.viewer?.inside)) return <Missing alliance={alliance} />;
  if (!alliance)
    return error ? (
      <div className="p-6">
        <ProblemNotice error={error} retry={() => void refetch()} />
      </div>
    ) : (
      <Waiting />
    );
  const { name, slug, kind, state, memberCount } = alliance;
  return (
    <Page
      title={name}
      beside={<StatusBadge status={allianceStatus[state]} />}
      actions={
        (state === 'active' || state === 'winding_down') && (
          <Link to="/alliances/$slug" params={{ slug }} className={buttonClass()}>
            Public page
          </Link>
        )
      }
      summary={`${kindWords[kind]} alliance, ${countWords(memberCount, 'member')}`}
    >
      <ProblemNotice error={error} retry={() => void refetch()} />
      <Tabs label="Alliance" tabs={allianceTabs.map(([label, to]) => [label, to, { slug }])} />
      <Outlet />
    </Page>
  );
}

function Missing({ alliance }: { alliance: AllianceDetail | undefined }) {
  return (
    <DeadEnd
      title={alliance ? `You are not a member of ${alliance.name}` : 'There is no such alliance'}
      actions={
        <>
          <Link to="/provider/alliances" className={buttonClass({ kind: 'primary' })}>
            Your alliances
          </Link>
          {alliance && (
            <Link to="/alliances/$slug" params={{ slug: alliance.slug }} className={buttonClass()}>
              Public page
            </Link>
          )}
        </>
      }
    >
      <p>
        {alliance
          ? 'Members, nodes and votes are seen by members only.'
          : 'It does not exist, or it is seen by its members only.'}
      </p>
    </DeadEnd>
  );
}

function Waiting() {
  return (
    <div className="px-4 py-5 md:px-6">
      <Skeleton className="mb-8 h-7 w-56" />
      <div className="rounded-card border border-line bg-surface">
        <SkeletonRows rows={5} label="Loading the alliance" />
      </div>
    </div>
  );
}
