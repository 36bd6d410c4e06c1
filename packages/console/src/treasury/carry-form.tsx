import type { TreasuryTransfer, TreasuryWallets } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { AmountField, readAmount } from './amount-field.tsx';
import { formatAsset } from './asset-text.tsx';

interface CarryFormProps {
  wallets: TreasuryWallets;
  onStarted: (id: string) => void;
}

/** TFT from Stellar to the chain, or back. */
export function CarryForm({ wallets, onStarted }: CarryFormProps) {
  const name = useId();
  const [kind, setKind] = useState<'deposit' | 'withdrawal'>('deposit');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const key = useRef(crypto.randomUUID());
  const units = readAmount(amount);
  const start = useMutation<TreasuryTransfer, ApiError, { amount: string }>({
    mutationFn: (wish) =>
      api('createTreasuryTransfer', { body: { kind, ...wish, reason: reason.trim() }, idempotencyKey: key.current }),
    onSuccess: async ({ id }) => {
      await refresh('listTreasuryTransfers', 'getTreasuryWallets');
      onStarted(id);
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const fee = kind === 'deposit' ? wallets.bridgeFees?.deposit : wallets.bridgeFees?.withdraw;
  const there = kind === 'deposit' ? wallets.free?.tft : wallets.hotTwin?.usable;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (units) start.mutate({ amount: units });
      }}
    >
      <ChoiceGroup legend="Where to" columns="grid-cols-2 max-sm:grid-cols-1">
        <ChoiceCard
          name={name}
          checked={kind === 'deposit'}
          onChange={() => setKind('deposit')}
          label="Stellar to chain"
        />
        <ChoiceCard
          name={name}
          checked={kind === 'withdrawal'}
          onChange={() => setKind('withdrawal')}
          label="Chain to Stellar"
        />
      </ChoiceGroup>
      <AmountField
        label="Amount"
        asset="TFT"
        value={amount}
        onChange={setAmount}
        help={
          there
            ? `${formatAsset(there)} TFT are there. ${fee ? `The bridge keeps ${formatAsset(fee)} TFT.` : ''}`
            : undefined
        }
        error={fieldProblem(start.error?.problem, 'amount')}
      />
      <TextField
        label="Reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        help="Stands in the audit log."
      />
      <ProblemNotice error={start.error} />
      <div>
        <Button
          type="submit"
          kind="primary"
          busy={start.isPending}
          disabledReason={units && reason.trim() ? undefined : 'Enter an amount and a reason.'}
        >
          Move TFT
        </Button>
      </div>
    </form>
  );
}
