import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { refreshAlliance } from './use-alliance.ts';

interface MemberFormProps {
  alliance: { id: string; slug: string; name: string };
  /** With an invitation one accepts; without one asks. */
  act: 'accept' | 'ask';
  /** Its members vote on whoever joins. */
  needsVote: boolean;
  onDone: () => void;
}

/** The name under which one becomes a member. */
export function MemberForm({ alliance, act, needsVote, onDone }: MemberFormProps) {
  const navigate = useNavigate();
  const [memberName, setMemberName] = useState('');
  const [message, setMessage] = useState('');
  const params = { id: alliance.id };
  const join = useMutation<unknown, ApiError>({
    mutationFn: () =>
      act === 'accept'
        ? api('acceptInvitation', { params, body: { memberName } })
        : api('joinAlliance', { params, body: { memberName, ...(message.trim() ? { message } : {}) } }),
    onSuccess: async () => {
      await refreshAlliance();
      onDone();
      if (!needsVote) void navigate({ to: '/provider/alliances/$slug', params: { slug: alliance.slug } });
    },
  });
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (memberName.trim()) join.mutate();
      }}
    >
      <TextField
        label="Your public name"
        help="Everybody sees it on the alliance's page."
        maxLength={60}
        value={memberName}
        onChange={(event) => setMemberName(event.currentTarget.value)}
        error={fieldProblem(join.error?.problem, 'memberName')}
      />
      {act === 'ask' && (
        <TextArea
          label="Message to the members"
          optional
          rows={3}
          maxLength={500}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      )}
      <p className="text-small text-text-2">
        {needsVote
          ? 'Its members vote on whether you join. You are told what became of it.'
          : 'You join at once. You may leave at any time; while it is only proposed without notice.'}
      </p>
      <ProblemNotice error={join.error} />
      <Button
        type="submit"
        kind="primary"
        busy={join.isPending}
        disabledReason={memberName.trim() ? undefined : 'Enter your public name first.'}
        className="justify-self-start"
      >
        {act === 'accept' ? 'Accept' : 'Ask to join'}
      </Button>
    </form>
  );
}
