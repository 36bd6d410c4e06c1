import type { TopUp } from '@marketplace/contract';
import { useState } from 'react';
import { useConfig } from '../api/use-config.ts';
import { topUpsPaused, useMaintenance } from '../shell/use-maintenance.ts';
import type { ParsedAmount } from '../ui/amount.ts';
import { AmountInput } from '../ui/amount-input.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney } from '../ui/money.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { PaymentForm } from './payment-form.tsx';
import { TopUpSummary } from './top-up-summary.tsx';

const presets = ['25.00', '50.00', '100.00'];

interface TopUpFormProps {
  begun: TopUp | undefined;
  loading: boolean;
  /** Dollars with 2 decimals to begin with. */
  proposed?: string | undefined;
  /** The declined payment of an earlier visit; what is declined here the form itself tells. */
  earlierFailure: TopUp['failure'];
  onBegun: (topUp: TopUp) => void;
  onAsked: (asked: boolean) => void;
  onConfirmed: (topUp: TopUp) => void;
}

/** How much, what it becomes, and what it is paid with. */
export function TopUpForm({ begun, loading, proposed, earlierFailure, onBegun, onAsked, onConfirmed }: TopUpFormProps) {
  const limits = useConfig().data?.topUp;
  const first = begun ? begun.amount.amount.slice(0, -5) : (proposed ?? '25.00');
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
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <FailureNotice failure={earlierFailure} />
        <AmountInput legend="Amount" presets={presets} limits={limits} initial={first} onChange={change} />
        <TopUpSummary amount={amount} />
        <PaymentForm
          amount={lastGood}
          action={`Pay ${formatMoney({ currency: 'USD', amount: lastGood })}`}
          begun={begun}
          disabledReason={paused ? topUpsPaused : amount.ok ? undefined : amount.message}
          onBegun={onBegun}
          onAsked={onAsked}
          onConfirmed={onConfirmed}
        />
      </div>
    </Card>
  );
}
