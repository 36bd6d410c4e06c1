import type { CapAction, SpendingCaps } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox, ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { DollarField, readDollars } from '../ui/dollar-field.tsx';
import { toUnits } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { SpentBar } from './spent-bar.tsx';

const actions: { id: CapAction; name: string; help: string }[] = [
  { id: 'notify', name: 'Tell me', help: 'Everything runs on.' },
  { id: 'block_new', name: 'Take no new orders', help: 'What runs goes on; nothing new can be ordered.' },
  {
    id: 'stop',
    name: 'Stop everything',
    help: 'Deployments stop answering; their data is kept, and keeping it is charged. They start again next month.',
  },
];

/** The limit of the account; it takes effect in the moment it is saved. */
export function AccountLimitForm({ caps }: { caps: SpendingCaps }) {
  const name = useId();
  const [limited, setLimited] = useState(caps.account !== null);
  const [monthly, setMonthly] = useState(caps.account?.monthly.amount.slice(0, -5) ?? '50.00');
  const [action, setAction] = useState<CapAction>(caps.account?.action ?? 'notify');
  const parsed = readDollars(monthly);
  const wrong = limited && (!parsed.ok || toUnits(parsed.amount) === 0n);
  const save = useMutation<SpendingCaps, ApiError>({
    mutationFn: () =>
      api('updateSpendingCaps', {
        body: {
          account: limited && parsed.ok ? { monthly: { currency: 'USD', amount: parsed.amount }, action } : null,
        },
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getSpendingCaps'), changed);
      void refresh('listDeployments', 'getDeployment', 'getBalance');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong && !save.isPending) save.mutate();
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      {caps.account ? (
        <SpentBar spent={caps.spent} limit={caps.account.monthly} />
      ) : (
        <p className="text-text-2">
          <MoneyText money={caps.spent} /> charged so far.
        </p>
      )}
      <Checkbox
        label="Limit what all deployments together may cost"
        checked={limited}
        onChange={(event) => setLimited(event.currentTarget.checked)}
      />
      {limited && (
        <>
          <DollarField
            label="Limit per month"
            value={monthly}
            onChange={setMonthly}
            error={parsed.ok && wrong ? 'Enter more than nothing.' : undefined}
          />
          <ChoiceGroup legend="When it is reached" columns="sm:grid-cols-3">
            {actions.map(({ id, name: words, help }) => (
              <ChoiceCard key={id} name={name} checked={action === id} onChange={() => setAction(id)} label={words}>
                {help}
              </ChoiceCard>
            ))}
          </ChoiceGroup>
        </>
      )}
      <ProblemNotice error={save.error} />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          kind="primary"
          busy={save.isPending}
          disabledReason={wrong ? 'Correct the limit first.' : undefined}
        >
          Save
        </Button>
        <span role="status" className="text-small text-text-2">
          {save.isSuccess && !save.isPending ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  );
}
