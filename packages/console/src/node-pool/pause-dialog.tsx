import type { PoolNodeDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { keepPoolNode } from './keep-pool-node.ts';

/** Takes the node off sale with a reason, or puts it back. */
export function PauseDialog({ found, onClose }: { found: PoolNodeDetail; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { id } = found.node;
  const paused = found.pausedReason !== null;
  const verb = paused ? 'Resume' : 'Pause';
  const save = useMutation<PoolNodeDetail, ApiError>({
    mutationFn: () =>
      paused
        ? api('resumeNode', { params: { id } })
        : api('pauseNode', { params: { id }, body: { reason: reason.trim() } }),
    onSuccess: (changed) => {
      keepPoolNode(changed);
      onClose();
    },
  });
  const missing = !paused && reason.trim().length < 3 ? 'Say why first.' : undefined;
  return (
    <Dialog
      open
      title={`${verb} node ${id}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="primary" busy={save.isPending} disabledReason={missing} onClick={() => save.mutate()}>
            {verb} the node
          </Button>
        </>
      }
    >
      {paused ? (
        <p className="text-text-2">
          {found.exposed
            ? 'It can be ordered again at once. Its provider is told.'
            : 'Its provider hides it: it can be ordered once they expose it. They are told.'}
        </p>
      ) : (
        <>
          <p className="text-text-2">
            It takes no new order from now on. {found.liveDeployments} live{' '}
            {found.liveDeployments === 1 ? 'deployment goes' : 'deployments go'} on.
          </p>
          <TextField
            label="Reason"
            help="Its provider is told this, and it stands in the audit log."
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
      <ProblemNotice error={save.error} />
    </Dialog>
  );
}
