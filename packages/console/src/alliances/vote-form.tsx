import type { AllianceDetail, AllianceMember, NewVote } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { dayWords, governanceWords } from './alliance-words.ts';
import { refreshAlliance } from './use-alliance.ts';

type Ask = { kind: 'settings' } | { kind: 'dissolve' } | { kind: 'expel'; member: AllianceMember };

interface VoteFormProps {
  alliance: AllianceDetail;
  ask: Ask;
  onDone: () => void;
}

/** Puts a question to the members; whoever asks has said yes. */
export function VoteForm({ alliance, ask, onDone }: VoteFormProps) {
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [terms, setTerms] = useState(() => presentTerms(alliance));
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const change = changeOf(alliance, terms);
  const nothing = ask.kind === 'settings' && Object.keys(change).length === 0;
  const open = useMutation<unknown, ApiError, NewVote>({
    mutationFn: (body) => api('openAllianceVote', { params: { id: alliance.id }, body, idempotencyKey }),
    onSuccess: async () => {
      await refreshAlliance();
      onDone();
      void navigate({ to: '/provider/alliances/$slug/votes', params: { slug: alliance.slug } });
    },
    onError: () => setKey(crypto.randomUUID()),
  });
  const problem = open.error?.problem;
  const missing = nothing
    ? 'Change something first.'
    : ask.kind !== 'settings' && !reason.trim()
      ? 'Give the reason first.'
      : undefined;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined) open.mutate(bodyOf(ask, change, reason.trim()));
      }}
    >
      {ask.kind === 'settings' && (
        <ChangeFields terms={terms} onChange={(part) => setTerms((old) => ({ ...old, ...part }))} problem={problem} />
      )}
      <TextArea
        label="Reason"
        optional={ask.kind === 'settings'}
        rows={3}
        maxLength={500}
        help="Every member reads it."
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldProblem(problem, 'reason')}
      />
      <p className="text-small text-text-2">{consequence(alliance, ask)}</p>
      <p className="text-small text-text-2">
        {`Rule: ${governanceWords[alliance.governance].toLowerCase()}. Answers are open for 14 days; you say yes by asking.`}
      </p>
      <ProblemNotice error={open.error} />
      <Button
        type="submit"
        kind={ask.kind === 'settings' ? 'primary' : 'danger'}
        busy={open.isPending}
        disabledReason={missing}
        className="justify-self-start"
      >
        Ask the members
      </Button>
    </form>
  );
}

function consequence({ noticeDays }: AllianceDetail, ask: Ask): string {
  switch (ask.kind) {
    case 'settings':
      return 'When it passes it holds at once.';
    case 'dissolve':
      return `When it passes nothing new is offered under the name of the alliance. It ends ${dayWords(noticeDays)} later; what runs keeps its terms until then.`;
    case 'expel':
      return `When it passes ${ask.member.name} votes no more. Their nodes and share count for another ${dayWords(noticeDays)}. They have no vote on it.`;
  }
}

type Terms = ReturnType<typeof presentTerms>;

const presentTerms = ({ purpose, slaPercent, governance, noticeDays }: AllianceDetail) => ({
  purpose,
  governance,
  slaPercent: String(slaPercent),
  noticeDays: String(noticeDays),
});

/** Only what differs from the present terms. */
function changeOf(alliance: AllianceDetail, terms: Terms) {
  const present = presentTerms(alliance);
  return {
    ...(terms.purpose.trim() === present.purpose ? {} : { purpose: terms.purpose }),
    ...(terms.governance === present.governance ? {} : { governance: terms.governance }),
    ...(terms.slaPercent === present.slaPercent ? {} : { slaPercent: Number(terms.slaPercent.replace(',', '.')) }),
    ...(terms.noticeDays === present.noticeDays ? {} : { noticeDays: Number(terms.noticeDays) }),
  };
}

function bodyOf(ask: Ask, change: ReturnType<typeof changeOf>, reason: string): NewVote {
  switch (ask.kind) {
    case 'settings':
      return { kind: 'settings', change, ...(reason ? { reason } : {}) };
    case 'dissolve':
      return { kind: 'dissolve', reason };
    case 'expel':
      return { kind: 'expel', memberId: ask.member.id, reason };
  }
}

interface ChangeFieldsProps {
  terms: Terms;
  onChange: (change: Partial<Terms>) => void;
  problem: Parameters<typeof fieldProblem>[0];
}

function ChangeFields({ terms, onChange, problem }: ChangeFieldsProps) {
  return (
    <>
      <TextField
        label="Uptime promise"
        suffix="% a month"
        inputMode="decimal"
        value={terms.slaPercent}
        onChange={(event) => onChange({ slaPercent: event.currentTarget.value })}
        error={fieldProblem(problem, 'change.slaPercent')}
      />
      <TextField
        label="Notice"
        suffix="days"
        inputMode="numeric"
        value={terms.noticeDays}
        onChange={(event) => onChange({ noticeDays: event.currentTarget.value })}
        error={fieldProblem(problem, 'change.noticeDays')}
      />
      <ChoiceGroup legend="Rule for votes">
        {(['unanimity', 'weighted_majority'] as const).map((id) => (
          <ChoiceCard
            key={id}
            name="governance"
            label={governanceWords[id]}
            checked={terms.governance === id}
            onChange={() => onChange({ governance: id })}
          />
        ))}
      </ChoiceGroup>
      <TextArea
        label="Purpose"
        rows={3}
        maxLength={1000}
        value={terms.purpose}
        onChange={(event) => onChange({ purpose: event.currentTarget.value })}
        error={fieldProblem(problem, 'change.purpose')}
      />
    </>
  );
}
