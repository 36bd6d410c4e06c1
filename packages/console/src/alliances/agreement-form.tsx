import type { AllianceDetail, AllianceFormula, NewAllianceAgreement } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { governanceWords } from './alliance-words.ts';
import { emptyDraft, type FormulaDraft, formulaOf, type Part } from './formula-draft.ts';
import { FormulaFields } from './formula-fields.tsx';
import { Simulation } from './simulation.tsx';
import { refreshAlliance } from './use-alliance.ts';

const DAY_MS = 86_400_000;

/** A formula, the day from which it divides, and what it would have given; whoever proposes agrees with it. */
export function AgreementForm({ alliance, onDone }: { alliance: AllianceDetail; onDone: () => void }) {
  const members = useApi('listAllianceMembers', { params: { id: alliance.id }, query: { limit: 100 } });
  const parts = members.data?.items.filter(({ state }) => state === 'member' || state === 'leaving');
  if (members.error) return <ProblemNotice error={members.error} retry={() => void members.refetch()} />;
  if (!parts) return <SkeletonRows rows={4} label="Loading the members" />;
  return <Fields alliance={alliance} members={parts} onDone={onDone} />;
}

interface FieldsProps {
  alliance: AllianceDetail;
  members: Part[];
  onDone: () => void;
}

function Fields({ alliance, members, onDone }: FieldsProps) {
  const nowMs = useNowMs();
  const tomorrow = new Date(nowMs + DAY_MS).toISOString().slice(0, 10);
  const [draft, setDraft] = useState<FormulaDraft>(() => emptyDraft(members));
  const [effectiveOn, setDay] = useState(tomorrow);
  const [comment, setComment] = useState('');
  const [simulated, setSimulated] = useState<AllianceFormula>();
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const propose = useMutation<unknown, ApiError, NewAllianceAgreement>({
    mutationFn: (body) => api('proposeAllianceAgreement', { params: { id: alliance.id }, body, idempotencyKey }),
    onSuccess: async () => {
      await refreshAlliance();
      onDone();
    },
    onError: () => setKey(crypto.randomUUID()),
  });
  const formula = formulaOf(draft, members);
  const missing = typeof formula === 'string' ? formula : undefined;
  const problem = propose.error?.problem;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof formula === 'string') return;
        propose.mutate({ formula, effectiveOn, ...(comment.trim() ? { comment: comment.trim() } : {}) });
      }}
    >
      <FormulaFields draft={draft} members={members} onChange={(part) => setDraft((old) => ({ ...old, ...part }))} />
      <TextField
        label="From"
        type="date"
        className="max-w-60"
        min={tomorrow}
        value={effectiveOn}
        onChange={(event) => setDay(event.currentTarget.value)}
        help="From 00:00 UTC of that day. The members answer before it begins."
        error={fieldProblem(problem, 'effectiveOn')}
      />
      <TextArea
        label="Comment"
        optional
        rows={2}
        maxLength={500}
        help="Every member reads it."
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        error={fieldProblem(problem, 'comment')}
      />
      {simulated && <Simulation allianceId={alliance.id} formula={simulated} />}
      <p className="text-small text-text-2">
        {`Rule: ${governanceWords[alliance.governance].toLowerCase()}. You agree by proposing. Whoever joins later has no fixed part until a new version names them.`}
      </p>
      <ProblemNotice error={propose.error} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" kind="primary" busy={propose.isPending} disabledReason={missing}>
          Propose
        </Button>
        <Button disabledReason={missing} onClick={() => typeof formula !== 'string' && setSimulated(formula)}>
          Simulate
        </Button>
      </div>
    </form>
  );
}
