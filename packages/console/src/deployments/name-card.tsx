import type { Deployment } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';

const GOOD = /^(?=.{3,50}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Another name in the marketplace; the machine keeps the one that it was made with. */
export function NameCard(props: { deployment: Deployment; disabledReason?: string | undefined }) {
  return (
    <Card title="Name">
      <NameForm {...props} />
    </Card>
  );
}

export function NameForm({
  deployment,
  disabledReason,
  onDone,
}: {
  deployment: Deployment;
  disabledReason?: string | undefined;
  onDone?: () => void;
}) {
  const { id } = deployment;
  const [name, setName] = useState(deployment.name);
  const rename = useMutation<Deployment, ApiError>({
    mutationFn: () => api('updateDeployment', { params: { id }, body: { name } }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getDeployment', { params: { id } }), changed);
      void refresh('listDeployments');
      onDone?.();
    },
  });
  const taken = fieldProblem(rename.error?.problem, 'name');
  const wrong = GOOD.test(name)
    ? undefined
    : 'Use 3 to 50 characters: small letters, digits and single hyphens between them.';
  const reason = disabledReason ?? (name === deployment.name ? 'This is its name.' : wrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason === undefined && !rename.isPending) rename.mutate();
  };
  return (
    <form className="grid gap-3" noValidate onSubmit={submit}>
      <TextField
        label="Name"
        autoComplete="off"
        spellCheck={false}
        className="max-w-80"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        help="The machine itself keeps the name that it was made with."
        error={taken ? `This name ${taken}.` : name === '' ? undefined : wrong}
      />
      {!taken && <ProblemNotice error={rename.error} />}
      <div>
        <Button type="submit" busy={rename.isPending} disabledReason={reason}>
          Rename
        </Button>
      </div>
    </form>
  );
}
