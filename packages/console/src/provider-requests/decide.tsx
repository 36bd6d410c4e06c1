import type { ProviderReview } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { nodeListWords } from '../provider/node-list.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { keepReview } from './keep-review.ts';

/** Yes or no with a reason; a no needs one. Each button says what follows. */
export function Decide({ found }: { found: ProviderReview }) {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const decide = useMutation<ProviderReview, ApiError, 'approve' | 'decline'>({
    mutationFn: (decision) =>
      api('decideProviderRequest', {
        params: { id: found.id },
        body: decision === 'approve' ? { decision, ...(given ? { reason: given } : {}) } : { decision, reason: given },
      }),
    onSuccess: keepReview,
  });
  const proven = found.accountConnected && (found.proofs?.every(({ owned }) => owned) ?? false);
  const nodes = nodeListWords(found.nodes.map(({ nodeId }) => nodeId));
  return (
    <section aria-label="Decision" className="grid gap-3 border-t border-line pt-4">
      <TextArea
        label="Reason"
        optional
        rows={2}
        maxLength={2000}
        help="The person is told this. To decline, say why."
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldProblem(decide.error?.problem, 'reason')}
      />
      <p className="text-small text-text-2">Approved, they become a provider at once and {nodes} can be ordered.</p>
      <ProblemNotice error={decide.error} />
      <div className="flex flex-wrap gap-2">
        <Button
          kind="primary"
          busy={decide.isPending && decide.variables === 'approve'}
          disabledReason={proven ? undefined : 'The chain does not show that the nodes are theirs.'}
          onClick={() => decide.mutate('approve')}
        >
          Approve
        </Button>
        <Button
          busy={decide.isPending && decide.variables === 'decline'}
          disabledReason={given === '' ? 'Say why first.' : undefined}
          onClick={() => decide.mutate('decline')}
        >
          Decline
        </Button>
      </div>
    </section>
  );
}
