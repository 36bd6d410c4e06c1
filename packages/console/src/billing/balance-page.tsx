import type { TopUp } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { apiKey, queryClient } from '../api/query.ts';
import { useConfig } from '../api/use-config.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { topUpsPaused, useMaintenance } from '../shell/use-maintenance.ts';
import type { ParsedAmount } from '../ui/amount.ts';
import { AmountInput } from '../ui/amount-input.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney } from '../ui/money.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BalanceFacts } from './balance-facts.tsx';
import { CardPayment } from './lazy-card-payment.tsx';
import { TopUpOutcome } from './top-up-outcome.tsx';
import { TopUpSummary } from './top-up-summary.tsx';
import { useBalance } from './use-balance.ts';
import { useTopUp } from './use-top-up.ts';

const presets = ['25.00', '50.00', '100.00'];

/** The balance, and the form that adds to it. */
export function BalancePage() {
  const search = useSearch({ from: '/console/balance' });
  const navigate = useNavigate({ from: '/balance' });
  const { topUp, phase, confirmed } = useTopUp(search.topUp);
  const waiting = phase === 'processing';
  const balance = useBalance(waiting ? 2_000 : 15_000);
  const again = () => void navigate({ search: {}, replace: true });
  return (
    <Page
      title="Balance"
      width="form"
      actions={
        <Link to="/statement" className="link">
          Statement
        </Link>
      }
    >
      <ProblemNotice error={balance.error} retry={() => void balance.refetch()} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,760px)_344px] xl:gap-6">
        {topUp && (phase === 'processing' || phase === 'succeeded' || phase === 'failed') ? (
          <TopUpOutcome topUp={topUp} phase={phase} balance={balance.data} onAgain={again} />
        ) : (
          <TopUpForm
            key={search.topUp && !topUp ? 'loading' : 'ready'}
            begun={topUp}
            loading={search.topUp !== undefined && !topUp}
            onBegun={(begun) => {
              // Known at once, so that the form under the person's hands stays as it is.
              queryClient.setQueryData(apiKey('getTopUp', { params: { id: begun.id } }), begun);
              void navigate({ search: { topUp: begun.id }, replace: true });
            }}
            onConfirmed={confirmed}
          />
        )}
        <Card title="Now" className="self-start max-xl:row-start-1">
          {balance.data ? <BalanceFacts balance={balance.data} /> : <Skeleton className="h-20 w-full" />}
        </Card>
      </div>
    </Page>
  );
}

interface TopUpFormProps {
  begun: TopUp | undefined;
  loading: boolean;
  onBegun: (topUp: TopUp) => void;
  onConfirmed: (topUp: TopUp) => void;
}

function TopUpForm({ begun, loading, onBegun, onConfirmed }: TopUpFormProps) {
  const limits = useConfig().data?.topUp;
  const first = begun ? begun.amount.amount.slice(0, -5) : '25.00';
  const [amount, setAmount] = useState<ParsedAmount>({ ok: true, amount: first });
  const [lastGood, setLastGood] = useState(first);
  const paused = useMaintenance() !== undefined;
  if (!limits || loading) return <Skeleton className="h-96 w-full" />;
  const change = (parsed: ParsedAmount) => {
    setAmount(parsed);
    if (parsed.ok) setLastGood(parsed.amount);
  };
  return (
    <Card title="Top up">
      <div className="grid gap-5">
        <AmountInput legend="Amount" presets={presets} limits={limits} initial={first} onChange={change} />
        <TopUpSummary amount={amount} />
        <CardPayment
          amount={lastGood}
          action={`Pay ${formatMoney({ currency: 'USD', amount: lastGood })}`}
          begun={begun}
          disabledReason={paused ? topUpsPaused : amount.ok ? undefined : amount.message}
          onBegun={onBegun}
          onConfirmed={onConfirmed}
        />
      </div>
    </Card>
  );
}
