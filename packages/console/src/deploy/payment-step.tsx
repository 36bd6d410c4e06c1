import type { Quote, TopUp } from '@marketplace/contract';
import { useEffect, useRef, useState } from 'react';
import { apiKey, queryClient } from '../api/query.ts';
import { useConfig } from '../api/use-config.ts';
import { FailureNotice } from '../billing/failure-notice.tsx';
import { PaymentForm } from '../billing/payment-form.tsx';
import { useTopUp } from '../billing/use-top-up.ts';
import type { ParsedAmount } from '../ui/amount.ts';
import { AmountInput } from '../ui/amount-input.tsx';
import { Banner } from '../ui/banner.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney, fromUnits, toUnits } from '../ui/money.ts';
import { nameProblem } from './choice.ts';
import type { DeployForm } from './use-deploy-form.ts';
import type { OrderState } from './use-order.ts';

export const PAYMENT_ID = 'payment';

interface PaymentStepProps {
  form: DeployForm;
  quote: Quote | undefined;
  order: OrderState;
  /** What the person has not chosen or accepted yet. */
  missing: string | undefined;
}

/** The balance is too low: pay here, and the order goes on by itself once the payment is settled. */
export function PaymentStep({ form, quote, order, missing: notChosen }: PaymentStepProps) {
  const { topUp, phase, confirmed } = useTopUp(form.search.topUp);
  const paidHere = useRef(false);
  /** The one that the form here has begun: what becomes of it, the form tells. */
  const [own, setOwn] = useState<string>();
  const missing = quote?.balance ? toUnits(quote.balance.missing.amount) : 0n;
  const orderNow = phase === 'succeeded' && missing <= 0n && quote?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the settled payment starts the order, once
  useEffect(() => {
    if (!orderNow || !paidHere.current) return;
    paidHere.current = false;
    order.place();
  }, [orderNow]);

  if (phase === 'processing' && topUp) {
    return (
      <Banner family="busy" title={`Processing ${formatMoney(topUp.amount)}`}>
        The payment was accepted. The order goes on by itself as soon as the payment is settled.
      </Banner>
    );
  }
  if (missing <= 0n) return null;
  return (
    <PaymentCard
      key={missing.toString()}
      missing={missing}
      begun={topUp}
      failure={topUp?.id === own ? undefined : topUp?.failure}
      disabledReason={notChosen ?? nameProblem(form.name)}
      onBegun={(begun) => {
        queryClient.setQueryData(apiKey('getTopUp', { params: { id: begun.id } }), begun);
        setOwn(begun.id);
        form.change({ topUp: begun.id });
      }}
      onConfirmed={(accepted) => {
        paidHere.current = true;
        confirmed(accepted);
      }}
    />
  );
}

interface PaymentCardProps {
  missing: bigint;
  begun: TopUp | undefined;
  failure: TopUp['failure'];
  disabledReason: string | undefined;
  onBegun: (topUp: TopUp) => void;
  onConfirmed: (topUp: TopUp) => void;
}

function PaymentCard({ missing, begun, failure, disabledReason, onBegun, onConfirmed }: PaymentCardProps) {
  const limits = useConfig().data?.topUp;
  const presets = suggestedAmounts(missing);
  const [amount, setAmount] = useState<ParsedAmount>({ ok: true, amount: presets[0] ?? '25.00' });
  if (!limits) return null;
  const enough = { ...limits, minimum: larger(limits.minimum, roundUp(missing, 100_000n)) };
  const words = formatMoney({ currency: 'USD', amount: amount.ok ? amount.amount : (presets[0] ?? '25.00') });
  return (
    <div id={PAYMENT_ID}>
      <Card title="Payment">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <FailureNotice failure={failure} />
          <AmountInput
            legend="Add to your balance"
            presets={presets}
            limits={enough}
            initial={presets[0] ?? ''}
            onChange={setAmount}
          />
          <PaymentForm
            amount={amount.ok ? amount.amount : (presets[0] ?? '25.00')}
            action={`Pay ${words} and deploy`}
            begun={begun}
            disabledReason={amount.ok ? disabledReason : amount.message}
            onBegun={onBegun}
            onConfirmed={onConfirmed}
          />
        </div>
      </Card>
    </div>
  );
}

/** Three usual amounts that cover what is missing. */
function suggestedAmounts(missing: bigint): string[] {
  const usual = ['25.00', '50.00', '100.00', '250.00', '500.00', '1000.00'].filter(
    (amount) => toUnits(amount) >= missing,
  );
  return usual.length > 0 ? usual.slice(0, 3) : [roundUp(missing, 100_000_000n)];
}

/** Up to a multiple of `step` units, with 2 decimals. */
const roundUp = (units: bigint, step: bigint): string => fromUnits(((units + step - 1n) / step) * step).slice(0, -5);
const larger = (a: string, b: string): string => (toUnits(a) > toUnits(b) ? a : b);
