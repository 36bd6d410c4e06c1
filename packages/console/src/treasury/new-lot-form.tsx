import type { TreasuryLot } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { DollarField, readDollars } from '../ui/dollar-field.tsx';
import { TextField } from '../ui/field.tsx';
import { InstantField } from '../ui/instant-field.tsx';
import { useNowMs, useTimeZone } from '../ui/time-text.tsx';
import { AmountField, readAmount } from './amount-field.tsx';

/** USDC that were bought for dollars: how much, for how much, when, and under which reference. */
export function NewLotForm({ onDone }: { onDone: () => void }) {
  const nowMs = useNowMs();
  const timeZone = useTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [amount, setAmount] = useState('');
  const [cost, setCost] = useState('');
  const [boughtAt, setBoughtAt] = useState<string | null>(() => new Date(nowMs).toISOString());
  const [reference, setReference] = useState('');
  const key = useRef(crypto.randomUUID());
  const dollars = readDollars(cost);
  const units = readAmount(amount);
  const record = useMutation<TreasuryLot, ApiError, { amount: string; dollars: string; boughtAt: string }>({
    mutationFn: (wish) =>
      api('createTreasuryLot', {
        body: {
          asset: 'USDC',
          amount: wish.amount,
          cost: { currency: 'USD', amount: wish.dollars },
          boughtAt: wish.boughtAt,
          reference: reference.trim(),
        },
        idempotencyKey: key.current,
      }),
    onSuccess: async () => {
      await refresh('listTreasuryLots', 'listTreasuryMovements', 'getTreasuryAccounts', 'getTreasuryWallets');
      onDone();
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const complete = units && dollars.ok && boughtAt && reference.trim();
  const problem = record.error?.problem;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (units && dollars.ok && boughtAt) record.mutate({ amount: units, dollars: dollars.amount, boughtAt });
      }}
    >
      <AmountField
        label="USDC bought"
        asset="USDC"
        value={amount}
        onChange={setAmount}
        help="Exactly what arrives on Stellar: it is recognised by its amount."
        error={fieldProblem(problem, 'amount')}
      />
      <DollarField
        label="Paid for it in US dollars"
        value={cost}
        onChange={setCost}
        help="With all fees."
        error={fieldProblem(problem, 'cost.amount')}
      />
      <InstantField
        label="Bought"
        timeZone={timeZone}
        value={boughtAt}
        onChange={setBoughtAt}
        error={fieldProblem(problem, 'boughtAt')}
      />
      <TextField
        label="Reference"
        maxLength={200}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        help="Such as the number of the order or of the bank transfer."
      />
      <ProblemNotice error={record.error} />
      <div>
        <Button
          type="submit"
          kind="primary"
          busy={record.isPending}
          disabledReason={complete ? undefined : 'Enter amount, cost, time and reference.'}
        >
          Record
        </Button>
      </div>
    </form>
  );
}
