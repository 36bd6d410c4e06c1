import type { Deployment, DeploymentCap } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh, useApi } from '../api/query.ts';
import { SpentBar } from '../billing/spent-bar.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox, ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { DollarField, readDollars } from '../ui/dollar-field.tsx';
import { toUnits } from '../ui/money.ts';

const actions: { id: DeploymentCap['action']; name: string; help: string }[] = [
  { id: 'stop', name: 'Stop it', help: 'It stops answering; its data is kept. It starts again next month.' },
  { id: 'notify', name: 'Tell me', help: 'It runs on.' },
];

/** What one deployment may cost in a month, and what happens then. */
export function LimitCard({
  deployment,
  disabledReason,
}: {
  deployment: Deployment;
  disabledReason?: string | undefined;
}) {
  const { id, cap } = deployment;
  const name = useId();
  const caps = useApi('getSpendingCaps');
  const spent = caps.data?.deployments.find(({ deploymentId }) => deploymentId === id)?.spent;
  const [limited, setLimited] = useState(cap !== null);
  const [monthly, setMonthly] = useState(cap?.monthly.amount.slice(0, -5) ?? deployment.monthly.amount.slice(0, -5));
  const [action, setAction] = useState<DeploymentCap['action']>(cap?.action ?? 'stop');
  const parsed = readDollars(monthly);
  const wrong = limited && (!parsed.ok || toUnits(parsed.amount) === 0n);
  const save = useMutation<Deployment, ApiError>({
    mutationFn: () =>
      api('updateDeployment', {
        params: { id },
        body: { cap: limited && parsed.ok ? { monthly: { currency: 'USD', amount: parsed.amount }, action } : null },
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getDeployment', { params: { id } }), changed);
      void refresh('getSpendingCaps', 'listDeployments', 'getBalance');
    },
  });
  const reason = disabledReason ?? (wrong ? 'Correct the limit first.' : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === undefined && !save.isPending) save.mutate();
  };
  return (
    <Card title="Limit">
      <form className="grid gap-4" noValidate onSubmit={submit}>
        {cap && spent && <SpentBar spent={spent} limit={cap.monthly} />}
        <Checkbox
          label="Limit what it may cost in a month"
          help="A calendar month, UTC. It is looked at each full hour, so the last hour may pass the limit by its price."
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
            <ChoiceGroup legend="When it is reached" columns="sm:grid-cols-2">
              {actions.map(({ id: each, name: words, help }) => (
                <ChoiceCard
                  key={each}
                  name={name}
                  checked={action === each}
                  onChange={() => setAction(each)}
                  label={words}
                >
                  {help}
                </ChoiceCard>
              ))}
            </ChoiceGroup>
          </>
        )}
        <ProblemNotice error={save.error ?? caps.error} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={save.isPending} disabledReason={reason}>
            Save the limit
          </Button>
          <span role="status" className="text-small text-text-2">
            {save.isSuccess && !save.isPending ? 'Saved.' : ''}
          </span>
        </div>
      </form>
    </Card>
  );
}
