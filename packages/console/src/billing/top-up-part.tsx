import type { TopUp } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { ConfirmStep } from './confirm-step.tsx';
import { ResumeNotice } from './resume-notice.tsx';
import { TopUpForm } from './top-up-form.tsx';
import { TopUpOutcome } from './top-up-outcome.tsx';
import { useBalance } from './use-balance.ts';
import { useEarlierAttempt } from './use-earlier-attempt.ts';
import { useTopUp } from './use-top-up.ts';

/** One top-up from the form to the balance; its address has its id, so that a reload finds it again. */
export function TopUpPart() {
  const search = useSearch({ from: '/console/balance' });
  const navigate = useNavigate({ from: '/balance' });
  const { topUp, error, phase, confirmed } = useTopUp(search.topUp);
  /** The one that the form on this page has begun; it stays under the person's hands. */
  const [own, setOwn] = useState<string>();
  const balance = useBalance(phase === 'processing' ? 2_000 : 15_000);
  // The form begins with what brings everything back; it is known before the form is drawn.
  const proposed = search.amount ?? balance.data?.resume?.amount.amount.slice(0, -5);
  const follow = (id: string) => void navigate({ search: { topUp: id }, replace: true });
  /** A question stays until it is answered, whatever happens in other tabs. */
  const [asked, setAsked] = useState(false);
  const earlier = useEarlierAttempt(search.topUp, asked, follow);
  const over = phase === 'processing' || phase === 'succeeded' || phase === 'cancelled';
  useEffect(() => {
    if (!over) return;
    // The form has gone: should it fail later, that is told anew.
    setOwn(undefined);
    void refresh('listTopUps');
  }, [over]);

  if (topUp && over) {
    const again = () => void navigate({ search: {}, replace: true });
    return <TopUpOutcome topUp={topUp} phase={phase} balance={balance.data} onAgain={again} />;
  }
  const left = topUp !== undefined && topUp.id !== own;
  const begun = (made: TopUp) => {
    // Known at once, so that the form under the person's hands stays as it is.
    queryClient.setQueryData(apiKey('getTopUp', { params: { id: made.id } }), made);
    setOwn(made.id);
    follow(made.id);
  };
  const loading =
    (search.topUp !== undefined && !topUp && !error) ||
    earlier.asking ||
    (balance.isPending && search.topUp === undefined);
  return (
    <>
      {balance.data && <ResumeNotice balance={balance.data} />}
      <ProblemNotice error={error} />
      {left && topUp.status === 'requires_action' ? (
        <ConfirmStep topUp={topUp} onConfirmed={confirmed} onOtherCard={() => setOwn(topUp.id)} />
      ) : (
        <TopUpForm
          key={`${loading ? 'loading' : 'ready'}:${search.amount ?? ''}`}
          begun={topUp}
          loading={loading}
          proposed={proposed}
          earlierFailure={left ? topUp.failure : undefined}
          onBegun={begun}
          onAsked={setAsked}
          onConfirmed={confirmed}
        />
      )}
    </>
  );
}
