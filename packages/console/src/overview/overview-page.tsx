import type { Balance, Deployment } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { BalanceFacts } from '../billing/balance-facts.tsx';
import { useBalance } from '../billing/use-balance.ts';
import { isMaking, isMoving } from '../deployments/deployment-status.ts';
import { DeploymentTable } from '../deployments/deployment-table.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { dollars, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { Attention } from './attention.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Kpi } from './kpi.tsx';
import { SpendCard } from './spend-card.tsx';

/** Attention first, then money, then the list. */
export function OverviewPage() {
  const balance = useBalance();
  const list = useApi(
    'listDeployments',
    { query: { status: 'live', limit: 20 } },
    { refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => isMoving(status)) ? 2_000 : 15_000) },
  );
  const items = list.data?.items;
  const first = items?.length === 0;
  return (
    <Page
      title="Overview"
      actions={
        <>
          <Link to="/balance" className={buttonClass()}>
            Top up
          </Link>
          {!first && (
            <Link to="/deploy" className={buttonClass({ kind: 'primary' })}>
              Deploy
            </Link>
          )}
        </>
      }
    >
      {balance.data && <Attention balance={balance.data} deployments={items ?? []} />}
      <ProblemNotice
        error={balance.error ?? list.error}
        retry={() => void Promise.all([balance.refetch(), list.refetch()])}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <Card className="md:max-lg:col-span-2">
          <p className="text-micro text-text-3">Balance</p>
          {balance.data ? <BalanceFacts balance={balance.data} /> : <Skeleton className="h-20 w-full" />}
        </Card>
        <RunningKpi items={items} />
        <SpendKpi balance={balance.data} />
      </div>
      {first && balance.data ? (
        <FirstSteps balance={balance.data} />
      ) : (
        <Card flush title="Deployments" actions={<AllLink />}>
          {list.isPending ? (
            <SkeletonRows rows={4} label="Loading your deployments" />
          ) : (
            items && <DeploymentTable items={items} />
          )}
        </Card>
      )}
      <SpendCard />
    </Page>
  );
}

function RunningKpi({ items }: { items: Deployment[] | undefined }) {
  if (!items) return <Kpi label="Running" />;
  const running = items.filter(({ status }) => status === 'running').length;
  const making = items.filter(({ status }) => isMaking(status)).length;
  const sick = items.filter(({ status }) => status === 'degraded' || status === 'suspended').length;
  const notes = [
    making > 0 && `${making} in progress`,
    sick > 0 && `${sick} ${sick === 1 ? 'needs' : 'need'} attention`,
  ].filter(Boolean);
  return (
    <Kpi
      label="Running"
      value={items.length === 0 ? '0' : `${running} of ${items.length}`}
      note={notes.join(', ') || (items.length === 0 ? 'nothing is deployed' : 'nothing needs attention')}
    />
  );
}

function SpendKpi({ balance }: { balance: Balance | undefined }) {
  if (!balance) return <Kpi label="Spending now" />;
  const monthly = dollars(toUnits(balance.hourlySpend.amount) * 720n);
  return (
    <Kpi
      label="Spending now"
      value={<MoneyText money={balance.hourlySpend} per="hour" />}
      note={
        <>
          <MoneyText money={monthly} per="month" /> if nothing changes
        </>
      }
    />
  );
}

function AllLink() {
  return (
    <Link to="/deployments" className="link">
      All deployments
    </Link>
  );
}
