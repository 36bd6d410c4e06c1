import { Link, useSearch } from '@tanstack/react-router';
import { CreditsCard } from '../credits/credits-card.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BalanceFacts } from './balance-facts.tsx';
import { RechargeCard } from './recharge-card.tsx';
import { TopUpPart } from './top-up-part.tsx';
import { UnfinishedTopUps } from './unfinished-top-ups.tsx';
import { useBalance } from './use-balance.ts';

/** The balance, the form that adds to it, and payments that were left unfinished. */
export function BalancePage() {
  const { topUp } = useSearch({ from: '/console/balance' });
  const balance = useBalance();
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
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,760px)_344px] xl:gap-6">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          <TopUpPart />
          <UnfinishedTopUps except={topUp} />
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
