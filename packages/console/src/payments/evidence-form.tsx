import type { DisputeDetail, DisputeEvidence } from '@marketplace/contract';
import { useState } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { useDisputeAnswer } from './use-dispute-answer.ts';

const LONGEST = 20_000;

/** The evidence, begun with what the books know; it is sent once. */
export function EvidenceForm({ dispute }: { dispute: DisputeDetail }) {
  const [texts, setTexts] = useState<DisputeEvidence>(dispute.proposal);
  const answer = useDisputeAnswer(dispute);
  const set = (field: keyof DisputeEvidence) => (event: { currentTarget: { value: string } }) =>
    setTexts((old) => ({ ...old, [field]: event.currentTarget.value }));
  const empty = !texts.productDescription.trim() || !texts.statement.trim();
  const reason = empty ? 'Say what was sold and why the payment is right.' : undefined;
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined && !answer.isPending) answer.mutate({ kind: 'evidence', evidence: texts });
      }}
    >
      <p className="text-text-2">
        Made of what is known here. Read it, correct it, leave out what does not help. The bank reads one answer: after
        it is sent nothing can be added. Name, e-mail address and day of the payment go with it.
      </p>
      <TextArea
        label="Why the payment is right"
        prose
        rows={8}
        maxLength={LONGEST}
        value={texts.statement}
        onChange={set('statement')}
      />
      <TextArea
        label="What the customer did"
        rows={8}
        maxLength={LONGEST}
        optional
        value={texts.accessActivityLog}
        onChange={set('accessActivityLog')}
      />
      <TextArea
        label="What was sold"
        prose
        rows={4}
        maxLength={LONGEST}
        value={texts.productDescription}
        onChange={set('productDescription')}
      />
      <ProblemNotice error={answer.error} />
      <div>
        <Button type="submit" kind="primary" busy={answer.isPending} disabledReason={reason}>
          Send evidence
        </Button>
      </div>
    </form>
  );
}
