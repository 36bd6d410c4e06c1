import type { AllianceDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { TermsFields, termsBody } from './terms-fields.tsx';
import { refreshAlliance } from './use-alliance.ts';

/** The founder changes a proposal; everybody who joined is told. */
export function TermsForm({ alliance, onDone }: { alliance: AllianceDetail; onDone: () => void }) {
  const { id, name, kind, purpose, slaPercent, governance, quorum, noticeDays } = alliance;
  const [terms, setTerms] = useState({
    name,
    kind,
    purpose,
    governance,
    slaPercent: String(slaPercent),
    quorum: String(quorum),
    noticeDays: String(noticeDays),
  });
  const save = useMutation<AllianceDetail, ApiError>({
    mutationFn: () => api('updateAlliance', { params: { id }, body: termsBody(terms) }),
    onSuccess: async () => {
      await refreshAlliance();
      onDone();
    },
  });
  return (
    <form
      className="grid gap-5 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TermsFields
        terms={terms}
        onChange={(change) => setTerms((old) => ({ ...old, ...change }))}
        problem={save.error?.problem}
      />
      <p className="text-small text-text-2">Everybody who joined is told, and may leave at once.</p>
      <ProblemNotice error={save.error} />
      <Button type="submit" kind="primary" busy={save.isPending} className="justify-self-start">
        Save the terms
      </Button>
    </form>
  );
}
