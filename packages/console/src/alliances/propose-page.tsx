import type { AllianceDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { useProfile } from '../session/use-profile.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { firstTerms, TermsFields, termsBody } from './terms-fields.tsx';
import { refreshAlliance } from './use-alliance.ts';

/** The terms of a new alliance. Until it is activated only members and invited people see it. */
export function ProposePage() {
  const navigate = useNavigate();
  const [terms, setTerms] = useState(firstTerms);
  const [memberName, setMemberName] = useState('');
  // One key per opened form: pressing twice proposes once.
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const roles = useProfile().data?.roles;
  const lacksRole = roles !== undefined && !roles.some((role) => role !== 'cloud-user');
  const propose = useMutation<AllianceDetail, ApiError>({
    mutationFn: () => api('createAlliance', { body: { ...termsBody(terms), memberName }, idempotencyKey }),
    onSuccess: async ({ slug }) => {
      await refreshAlliance();
      void navigate({ to: '/provider/alliances/$slug/members', params: { slug } });
    },
    // What was refused is sent again with other values.
    onError: () => setKey(crypto.randomUUID()),
  });
  const problem = propose.error?.problem;
  const missing = lacksRole
    ? 'Members are providers or operators: offer nodes first.'
    : terms.name.trim() && terms.purpose.trim() && memberName.trim()
      ? undefined
      : 'Enter name, purpose and your public name first.';
  return (
    <Page title="Propose an alliance" width="reading">
      <Card>
        <form
          className="grid gap-5"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (missing === undefined) propose.mutate();
          }}
        >
          <TermsFields
            terms={terms}
            onChange={(change) => setTerms((old) => ({ ...old, ...change }))}
            problem={problem}
          />
          <TextField
            label="Your public name"
            help="Everybody sees it on the alliance's page."
            maxLength={60}
            value={memberName}
            onChange={(event) => setMemberName(event.currentTarget.value)}
            error={fieldProblem(problem, 'memberName')}
          />
          <p className="max-w-prose text-small text-text-2">
            You may change these terms while it is only proposed. Next you invite others and give nodes; once it has
            enough members, any of them activates it. From then on the members vote on every change.
          </p>
          <ProblemNotice error={propose.error} />
          <Button
            type="submit"
            kind="primary"
            busy={propose.isPending}
            disabledReason={missing}
            className="justify-self-start"
          >
            Propose
          </Button>
        </form>
      </Card>
    </Page>
  );
}
