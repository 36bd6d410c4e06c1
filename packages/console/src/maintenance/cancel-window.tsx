import type { MaintenanceWindow } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Scope, scopes } from './scope.ts';
import { affectedWords } from './window-words.ts';

interface CancelWindowProps {
  scope: Scope;
  window: MaintenanceWindow;
  onClose: () => void;
}

export function CancelWindow({ scope, window, onClose }: CancelWindowProps) {
  const { cancel: operation, list } = scopes[scope];
  const verb = window.state === 'ongoing' ? 'End it now' : 'Cancel the window';
  const cancel = useMutation<unknown, ApiError>({
    mutationFn: () => api(operation, { params: { id: window.id } }),
    onSuccess: () => {
      void refresh(list);
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      onClose={onClose}
      title={`${verb}: node ${window.nodeId}`}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Keep it
          </Button>
          <Button kind="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {verb}
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        The node takes new servers again at once. It concerns {affectedWords(window.affected)}; each is told.
      </p>
      <ProblemNotice error={cancel.error} />
    </Dialog>
  );
}
