import type { TopUp } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { CreditsCard } from '../credits/credits-card.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BalanceFacts } from './balance-facts.tsx';
import { ConfirmStep } from './confirm-step.tsx';
import { RechargeCard } from './recharge-card.tsx';
import { ResumeNotice } from './resume-notice.tsx';
import { TopUpForm } from './top-up-form.tsx';
import { TopUpOutcome } from './top-up-outcome.tsx';
import { UnfinishedTopUps } from './unfinished-top-ups.tsx';
import { useBalance } from './use-balance.ts';
import { useEarlierAttempt } from './use-earlier-attempt.ts';
import { useTopUp } from './use-top-up.ts';

/** The balance, the form that adds to it, and payments that were left unfinished. */
export function BalancePage() {
  const search = useSearch({ from: '/console/balance' });
  const navigate = useNavigate({ from: '/balance' });
  const { topUp, phase, confirmed } = useTopUp(search.topUp);
  /** The one that the form on this page has begun; it stays under the person's hands. */
  const [own, setOwn] = useState<string>();
  const balance = useBalance(phase === 'processing' ? 2_000 : 15_000);
  // The form begins with what brings everything back; it is known before the form is drawn.
  const proposed = search.amount ?? balance.data?.resume?.amount.amount.slice(0, -5);
  const follow = (id: string) => void navigate({ search: { topUp: id }, replace: true });
  const earlier = useEarlierAttempt(search.topUp, follow);
  const over = phase === 'processing' || phase === 'succeeded' || phase === 'cancelled';
  useEffect(() => {
    if (!over) return;
    // The form has gone: should it fail later, that is told anew.
    setOwn(undefined);
    void refresh('listTopUps');
  }, [over]);
  const begun = (made: TopUp) => {
    // Known at once, so that the form under the person's hands stays as it is.
    queryClient.setQueryData(apiKey('getTopUp', { params: { id: made.id } }), made);
    setOwn(made.id);
    follow(made.id);
  };
  const left = topUp !== undefined && topUp.id !== own;
  const loading =
    (search.topUp !== undefined && !topUp) || earlier.asking || (balance.isPending && search.topUp === undefined);
  return (
    <Page
      title="Balance"
      width="form"
      actions={
        <span className="flex flex-wrap gap-4">
          <Link to="/balance/limits" className="link">
            Limits
          </Link>
          <Link to="/statement" className="link">
            Statement
          </Link>
        </span>
      }
    >
      <ProblemNotice error={balance.error} retry={() => void balance.refetch()} />
      {balance.data && !over && <ResumeNotice balance={balance.data} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,760px)_344px] xl:gap-6">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          {topUp && over && (
            <TopUpOutcome
              topUp={topUp}
              phase={phase}
              balance={balance.data}
              onAgain={() => void navigate({ search: {}, replace: true })}
            />
          )}
          {topUp && !over && left && topUp.status === 'requires_action' && (
            <ConfirmStep topUp={topUp} onConfirmed={confirmed} onOtherCard={() => setOwn(topUp.id)} />
          )}
          {!over && !(left && topUp.status === 'requires_action') && (
            <TopUpForm
              key={`${loading ? 'loading' : 'ready'}:${search.amount ?? ''}`}
              begun={topUp}
              loading={loading}
              proposed={proposed}
              earlierFailure={left ? topUp.failure : undefined}
              onBegun={begun}
              onConfirmed={confirmed}
            />
          )}
          <UnfinishedTopUps except={search.topUp} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 max-xl:contents">
          <Card title="Now" className="max-xl:row-start-1">
            {balance.data ? <BalanceFacts balance={balance.data} /> : <Skeleton className="h-20 w-full" />}
          </Card>
          <RechargeCard />
          <CreditsCard />
        </div>
      </div>
    </Page>
  );
}
