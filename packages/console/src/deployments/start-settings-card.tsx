import type { Deployment } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextArea } from '../ui/field.tsx';

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const textOf = (environment: Record<string, string>) =>
  Object.entries(environment)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

function variablesOf(text: string): Record<string, string> {
  const pairs = linesOf(text).map((line) => {
    const [name = '', ...value] = line.split('=');
    return [name, value.join('=')];
  });
  return Object.fromEntries(pairs);
}

const useStartSettings = (id: string, keys: string, variables: string) =>
  useMutation<Deployment, ApiError>({
    mutationFn: () =>
      api('updateDeployment', {
        params: { id },
        body: { sshKeys: linesOf(keys), environment: variablesOf(variables) },
      }),
    onSuccess: (changed) => queryClient.setQueryData(apiKey('getDeployment', { params: { id } }), changed),
  });

/** Keys and variables of the machine; they come with its next start. */
export function StartSettingsCard({
  deployment,
  disabledReason,
}: {
  deployment: Deployment;
  disabledReason?: string | undefined;
}) {
  const { id, atNextStart, stopped } = deployment;
  const [keys, setKeys] = useState(deployment.sshKeys.join('\n'));
  const [variables, setVariables] = useState(() => textOf(deployment.environment));
  const save = useStartSettings(id, keys, variables);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === undefined && !save.isPending) save.mutate();
  };
  const reason = disabledReason ?? stopped.reason ?? undefined;
  return (
    <Card title="Keys and environment">
      <form className="grid gap-3" noValidate onSubmit={submit}>
        {atNextStart.length > 0 && (
          <Banner family="warn" title="A change waits for the next start">
            The machine has its old keys and environment until it is stopped and started.
          </Banner>
        )}
        <TextArea
          label="Public keys, one per line"
          rows={3}
          spellCheck={false}
          value={keys}
          onChange={(event) => setKeys(event.currentTarget.value)}
        />
        <TextArea
          label="Environment, NAME=value per line"
          optional
          rows={3}
          spellCheck={false}
          value={variables}
          onChange={(event) => setVariables(event.currentTarget.value)}
          help="The node can read these values: no passwords that matter elsewhere."
        />
        <ProblemNotice error={save.error} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={save.isPending} disabledReason={reason}>
            Save for the next start
          </Button>
          {reason && <span className="text-small text-text-3">{reason}</span>}
        </div>
      </form>
    </Card>
  );
}
