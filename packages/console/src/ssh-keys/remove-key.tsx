import type { SshKey } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export function RemoveKey({ sshKey, onClose }: { sshKey: SshKey; onClose: () => void }) {
  const remove = useMutation<unknown, ApiError>({
    mutationFn: () => api('deleteSshKey', { params: { id: sshKey.id } }),
    onSuccess: () => {
      void refresh('listSshKeys');
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      onClose={onClose}
      title={`Remove ${sshKey.name}`}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove {sshKey.name}
          </Button>
        </>
      }
    >
      <p className="text-text-2">New servers can no longer use this key. Servers that have it keep it.</p>
      <ProblemNotice error={remove.error} />
    </Dialog>
  );
}
