import type { Deployment, DeploymentCap } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh, useApi } from '../api/query.ts';
import { CapFields, capHelp, readCap } from '../billing/cap-fields.tsx';
import { SpentBar } from '../billing/spent-bar.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';

/** What one deployment may cost in a month, and what happens then. */
export function LimitCard({
  deployment,
  disabledReason,
}: {
  deployment: Deployment;
  disabledReason?: string | undefined;
}) {
  const { id, cap } = deployment;
  const caps = useApi('getSpendingCaps');
  const spent = caps.data?.deployments.find(({ deploymentId }) => deploymentId === id)?.spent;
  const [limited, setLimited] = useState(cap !== null);
  const [monthly, setMonthly] = useState(cap?.monthly.amount.slice(0, -5) ?? deployment.monthly.amount.slice(0, -5));
  const [action, setAction] = useState<DeploymentCap['action']>(cap?.action ?? 'stop');
  const wanted = readCap(monthly, action);
  const wrong = limited && !wanted;
  const save = useMutation<Deployment, ApiError>({
    mutationFn: () =>
      api('updateDeployment', {
        params: { id },
        body: { cap: limited && wanted ? wanted : null },
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
          help={capHelp}
          checked={limited}
          onChange={(event) => setLimited(event.currentTarget.checked)}
        />
        {limited && <CapFields monthly={monthly} onMonthly={setMonthly} action={action} onAction={setAction} />}
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
