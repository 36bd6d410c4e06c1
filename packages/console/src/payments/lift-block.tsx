import type { Dispute } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

/** After a lost dispute an operator decides whether cards of this user may be charged automatically again. */
export function LiftBlock({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const lift = useMutation<unknown, ApiError>({
    mutationFn: () => api('liftRechargeBlock', { params: { id: dispute.user.id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      void refresh('listDisputes');
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={`Allow automatic top-up of ${dispute.user.email}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button
            kind="primary"
            busy={lift.isPending}
            disabledReason={reason.trim().length < 3 ? 'Say why first.' : undefined}
            onClick={() => lift.mutate()}
          >
            Allow it
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        A payment of theirs was given back by their bank. Their cards could be charged again.
      </p>
      <TextField
        label="Reason"
        help="It stands in the audit log."
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNotice error={lift.error} />
    </Dialog>
  );
}
