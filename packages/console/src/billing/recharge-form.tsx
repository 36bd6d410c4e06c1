import type { AutoRecharge, PaymentMethod } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { DollarField, readDollars } from '../ui/dollar-field.tsx';
import { formatMoney, toUnits } from '../ui/money.ts';
import { Select } from '../ui/select.tsx';
import { cardName } from './card-words.ts';

const DEFAULT_CARD = 'default';

/** Saving it, changed or not, also tries a paused one again. */
export function RechargeForm({ recharge, cards }: { recharge: AutoRecharge; cards: PaymentMethod[] }) {
  const cents = (money: { amount: string }) => money.amount.slice(0, -5);
  const [enabled, setEnabled] = useState(recharge.enabled);
  const [threshold, setThreshold] = useState(cents(recharge.threshold));
  const [amount, setAmount] = useState(cents(recharge.amount));
  const [monthlyCap, setMonthlyCap] = useState(cents(recharge.monthlyCap));
  const [cardId, setCardId] = useState(recharge.paymentMethodId ?? DEFAULT_CARD);
  const save = useMutation<AutoRecharge, ApiError>({
    mutationFn: () =>
      api('updateAutoRecharge', {
        body: {
          enabled,
          threshold: usd(threshold),
          amount: usd(amount),
          monthlyCap: usd(monthlyCap),
          paymentMethodId: cardId === DEFAULT_CARD ? null : cardId,
        },
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getAutoRecharge'), changed);
      void refresh('getAutoRecharge', 'getBalance');
    },
  });
  const problem = save.error?.problem;
  const unread = [threshold, amount, monthlyCap].some((typed) => !readDollars(typed).ok);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!unread && !save.isPending) save.mutate();
  };
  return (
    <Card title="What it may do">
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <Checkbox
          label="Top up automatically"
          help="Off means off: nothing that is not paid yet is charged any more."
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
        <DollarField
          label="When the balance falls below"
          value={threshold}
          onChange={setThreshold}
          error={fieldProblem(problem, 'threshold.amount')}
        />
        <DollarField
          label="Add each time"
          value={amount}
          onChange={setAmount}
          error={fieldProblem(problem, 'amount.amount')}
        />
        <DollarField
          label="At most in a month"
          value={monthlyCap}
          onChange={setMonthlyCap}
          help="A calendar month, UTC. What is on its way counts."
          error={fieldProblem(problem, 'monthlyCap.amount') ?? tooSmall(amount, monthlyCap)}
        />
        <Select
          label="Card"
          className="max-w-80"
          value={cardId}
          onChange={setCardId}
          options={[
            { id: DEFAULT_CARD, name: 'Your default card', aside: defaultAside(cards) },
            ...cards.map((card) => ({ id: card.id, name: cardName(card) })),
          ]}
        />
        {fieldProblem(problem, 'paymentMethodId') && (
          <p role="alert" className="text-small text-bad">{`The card ${fieldProblem(problem, 'paymentMethodId')}.`}</p>
        )}
        {problem && !problem.errors && <ProblemNotice error={save.error} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            kind="primary"
            busy={save.isPending}
            disabledReason={unread ? 'Correct the amounts first.' : undefined}
          >
            {recharge.standing === 'paused' || recharge.standing === 'backing_off' ? 'Save and try again' : 'Save'}
          </Button>
          <span role="status" className="text-small text-text-2">
            {save.isSuccess && !save.isPending ? 'Saved.' : ''}
          </span>
        </div>
      </form>
    </Card>
  );
}

function usd(typed: string) {
  const parsed = readDollars(typed);
  return { currency: 'USD' as const, amount: parsed.ok ? parsed.amount : '0' };
}

function tooSmall(amount: string, monthlyCap: string): string | undefined {
  const [each, most] = [readDollars(amount), readDollars(monthlyCap)];
  if (!each.ok || !most.ok || toUnits(most.amount) >= toUnits(each.amount)) return undefined;
  return `Must be at least ${formatMoney({ currency: 'USD', amount: each.amount })}, which is added each time.`;
}

const defaultAside = (cards: PaymentMethod[]): string => {
  const card = cards.find(({ isDefault }) => isDefault);
  return card ? cardName(card) : 'none is saved';
};
