import type { OperatorTopUp, Refund } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { parseAmount } from '../ui/amount.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { dollars, formatMoney, toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { TimeText } from '../ui/time-text.tsx';

interface RefundFormProps {
  topUp: OperatorTopUp;
  onDone: () => void;
}

/** How much goes back and why, and what that does to the user's balance. */
export function RefundForm({ topUp, onDone }: RefundFormProps) {
  const [typed, setTyped] = useState(topUp.refundable.amount.slice(0, -5));
  const [reason, setReason] = useState('');
  // One key per form: pressing twice, or again after silence, refunds once; a refusal does not use it up.
  const key = useRef(crypto.randomUUID());
  const amount = parseAmount(typed, { minimum: '0.01', maximum: topUp.refundable.amount, what: 'refund' });
  const refund = useMutation<Refund, ApiError, string>({
    mutationFn: (dollarsText) =>
      api('createRefund', {
        body: { topUpId: topUp.id, amount: { currency: 'USD', amount: dollarsText }, reason: reason.trim() },
        idempotencyKey: key.current,
      }),
    onSuccess: () => {
      void refresh('listAllTopUps', 'listRefunds');
      onDone();
    },
  });
  return (
    <div className="grid gap-5 p-4">
      <Facts topUp={topUp} />
      <TextField
        label="Amount in US dollars"
        prefix="$"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={amount.ok ? undefined : amount.message}
        help="Goes back to the card. Stripe keeps its fee of the payment."
      />
      <TextField
        label="Reason"
        help="The user reads it, and it stands in the audit log."
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {amount.ok && <Consequence topUp={topUp} amount={amount.amount} />}
      <ProblemNotice error={refund.error} />
      <div>
        <Button
          kind="primary"
          busy={refund.isPending}
          disabledReason={amount.ok ? (reason.trim().length < 3 ? 'Say why first.' : undefined) : amount.message}
          onClick={() => amount.ok && refund.mutate(amount.amount)}
        >
          {amount.ok ? `Refund ${formatMoney({ currency: 'USD', amount: amount.amount })}` : 'Refund'}
        </Button>
      </div>
    </div>
  );
}

function Facts({ topUp }: { topUp: OperatorTopUp }) {
  return (
    <KeyValues
      facts={[
        ['User', topUp.user.email],
        ['Paid', <MoneyText key="paid" money={topUp.amount} />],
        ['On', <TimeText key="on" at={topUp.settledAt ?? topUp.createdAt} />],
        ['Can go back', <MoneyText key="left" money={topUp.refundable} />],
        ['Balance now', <MoneyText key="balance" money={topUp.available} />],
        [
          'Payment',
          <code key="payment" className="break-all font-mono text-mono">
            {topUp.paymentIntentId}
          </code>,
        ],
      ]}
    />
  );
}

function Consequence({ topUp, amount }: { topUp: OperatorTopUp; amount: string }) {
  const after = toUnits(topUp.available.amount) - toUnits(amount);
  if (after < 0n) {
    return (
      <Banner family="warn" title={`The user then owes ${formatMoney(dollars(-after))}`}>
        Part of this money was spent. The debt stands on the statement until it is paid.
      </Banner>
    );
  }
  return <p className="text-text-2">{`The user's balance is then ${formatMoney(dollars(after))}.`}</p>;
}
