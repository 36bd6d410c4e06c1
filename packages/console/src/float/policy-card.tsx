import type { TopUpPolicyDocument } from '@marketplace/contract';
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
import { Select } from '../ui/select.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { policyProblems, readPolicy, type TypedPolicy, typedPolicy } from './policy-form.ts';

const modes = [
  { id: 'off', name: 'Off' },
  { id: 'dry_run', name: 'Dry run', aside: 'says what it would do' },
  { id: 'live', name: 'On', aside: 'buys TFT' },
];

interface PolicyCardProps {
  found: TopUpPolicyDocument;
  /** Asks what the policy as it is typed would have done. */
  onSimulate: (policy: TopUpPolicyDocument['policy']) => void;
}

/** The policy as a form; it saves over the version that it was filled from. */
export function PolicyCard({ found, onSimulate }: PolicyCardProps) {
  const [base, setBase] = useState(found);
  const [typed, setTyped] = useState(typedPolicy(found.policy));
  const [left, setLeft] = useState<Partial<Record<keyof TypedPolicy, boolean>>>({});
  const take = (document: TopUpPolicyDocument) => {
    setBase(document);
    setTyped(typedPolicy(document.policy));
    setLeft({});
  };
  const save = useMutation<TopUpPolicyDocument, ApiError>({
    mutationFn: () => api('updateTopUpPolicy', { body: { version: base.version, policy: readPolicy(typed) } }),
    onSuccess: (document) => {
      queryClient.setQueryData(apiKey('getTopUpPolicy'), document);
      take(document);
      void refresh('getTopUpPolicy', 'listTopUpDecisions');
    },
  });
  const problems = policyProblems(typed);
  const broken = Object.keys(problems).length > 0;
  const dirty = JSON.stringify(typed) !== JSON.stringify(typedPolicy(base.policy));
  const stale = save.error?.problem.code === 'settings_changed';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!broken && !save.isPending) save.mutate();
  };
  const field = (name: keyof TypedPolicy, suffix: string) => ({
    suffix,
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    value: typed[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setTyped((old) => ({ ...old, [name]: value }));
    },
    onBlur: () => setLeft((old) => ({ ...old, [name]: true })),
    error: (left[name] ? problems[name] : undefined) ?? said(save.error, name),
  });
  return (
    <Card title="What it may do">
      <form className="grid gap-4" noValidate onSubmit={submit}>
        <UnsavedGuard dirty={dirty} />
        <Select
          label="Mode"
          className="max-w-80"
          value={typed.mode}
          options={modes}
          onChange={(mode) => setTyped((old) => ({ ...old, mode }))}
        />
        <Fields title="It acts when any of these is true">
          <TextField label="Balance below" optional {...field('belowTft', 'TFT')} />
          <TextField label="Lasts less than" optional {...field('runwayHours', 'hours')} />
          <TextField label="A level is lost within" optional {...field('levelDropHours', 'hours')} />
        </Fields>
        <Fields title="What it buys">
          <TextField label="Bring the balance to" {...field('targetTft', 'TFT')} />
          <TextField label="Smallest swap" {...field('minimumUsdc', 'USDC')} />
          <TextField label="Price at most worse by" {...field('maxSlippageBps', '%')} />
        </Fields>
        <Fields title="What it must not pass">
          <TextField label="In any 24 hours" {...field('dayCapUsdc', 'USDC')} />
          <TextField label="In any 30 days" {...field('monthCapUsdc', 'USDC')} />
          <TextField label="Ask me above" optional help="Empty for never." {...field('approvalAboveUsdc', 'USDC')} />
          <TextField label="Rest after each attempt" {...field('cooldownMinutes', 'minutes')} />
        </Fields>
        <ProblemNotice
          error={save.error?.problem.code === 'validation_failed' ? null : save.error}
          actions={
            stale && (
              <Button small onClick={() => void api('getTopUpPolicy').then(take, () => undefined)}>
                Load what stands now
              </Button>
            )
          }
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            kind="primary"
            busy={save.isPending}
            disabledReason={broken ? 'Correct what is marked.' : dirty ? undefined : 'Nothing has been changed.'}
          >
            Save
          </Button>
          <Button
            disabledReason={broken ? 'Correct what is marked.' : undefined}
            onClick={() => onSimulate(readPolicy(typed))}
          >
            What would it have done?
          </Button>
          <span role="status" className="text-small text-text-2">
            {save.isSuccess && !dirty ? 'Saved' : ''}
          </span>
        </div>
      </form>
    </Card>
  );
}

const Fields = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <fieldset>
    <legend className="mb-2 font-medium">{title}</legend>
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{children}</div>
  </fieldset>
);

function said(error: ApiError | null, name: string): string | undefined {
  const message = fieldProblem(error?.problem, `policy.${name}`);
  return message && `This ${message}.`;
}
