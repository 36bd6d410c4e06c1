import type { ProviderReview } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

/** Takes the role and hides the nodes; what runs is not touched. */
export function RevokeDialog({ found, onClose }: { found: ProviderReview; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { userId, email, exposedNodes } = found.applicant;
  const revoke = useMutation<unknown, ApiError>({
    mutationFn: () => api('revokeProvider', { params: { id: userId }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      void refresh('reviewProviderRequest', 'listAllProviderRequests', 'listUsers', 'getUser');
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      title={`End the partnership with ${email}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button
            kind="danger"
            busy={revoke.isPending}
            disabledReason={reason.trim() === '' ? 'Say why first.' : undefined}
            onClick={() => revoke.mutate()}
          >
            End the partnership
          </Button>
        </>
      }
    >
      <ul className="list-disc ps-5 text-text-2">
        <li>The provider pages are closed to them at once.</li>
        <li>{`${exposedNodes} ${exposedNodes === 1 ? 'node takes' : 'nodes take'} no new order.`}</li>
        <li>What runs on the nodes goes on, and what they earned stays owed.</li>
        <li>They may apply again.</li>
      </ul>
      <TextField
        label="Reason"
        help="The person is told this, and it stands in the audit log."
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNotice error={revoke.error} />
    </Dialog>
  );
}
