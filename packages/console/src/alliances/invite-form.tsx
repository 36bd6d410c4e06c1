import type { AllianceDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { refreshAlliance } from './use-alliance.ts';

/** By e-mail, or by the account of a farm; which of the two is seen from what is typed. */
export function InviteForm({ alliance, onDone }: { alliance: AllianceDetail; onDone: () => void }) {
  const [to, setTo] = useState('');
  const [weight, setWeight] = useState('1');
  const [message, setMessage] = useState('');
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const invite = useMutation<unknown, ApiError>({
    mutationFn: () =>
      api('inviteMember', {
        params: { id: alliance.id },
        body: {
          ...(to.includes('@') ? { email: to.trim() } : { address: to.trim() }),
          weight: Number(weight),
          ...(message.trim() ? { message } : {}),
        },
        idempotencyKey,
      }),
    onSuccess: async () => {
      await refreshAlliance();
      onDone();
    },
    onError: () => setKey(crypto.randomUUID()),
  });
  const problem = invite.error?.problem;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (to.trim()) invite.mutate();
      }}
    >
      <TextField
        label="E-mail or account"
        help="The e-mail with which they sign in, or the account on TFChain that owns their farm."
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={fieldProblem(problem, 'email') ?? fieldProblem(problem, 'address')}
      />
      <TextField
        label="Voting weight"
        inputMode="numeric"
        help={`Counts when the rule for votes is a weighted majority. Yours is ${alliance.viewer?.membership?.weight ?? 1}.`}
        value={weight}
        onChange={(event) => setWeight(event.currentTarget.value)}
        error={fieldProblem(problem, 'weight')}
      />
      <TextArea
        label="Message"
        optional
        rows={3}
        maxLength={500}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <p className="text-small text-text-2">
        {alliance.state === 'active'
          ? 'Open for 14 days. The members vote on whoever accepts.'
          : 'Open for 14 days. Whoever accepts joins at once.'}
      </p>
      <ProblemNotice error={invite.error} />
      <Button
        type="submit"
        kind="primary"
        busy={invite.isPending}
        disabledReason={to.trim() ? undefined : 'Enter whom you invite first.'}
        className="justify-self-start"
      >
        Invite
      </Button>
    </form>
  );
}
