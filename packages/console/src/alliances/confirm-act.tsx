import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { refreshAlliance } from './use-alliance.ts';

interface ConfirmActProps {
  title: string;
  /** Words of the button that does it. */
  verb: string;
  danger?: boolean;
  act: () => Promise<unknown>;
  onDone?: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before something that others notice, and says what follows from it. */
export function ConfirmAct({ title, verb, danger, act, onDone, onClose, children }: ConfirmActProps) {
  const doing = useMutation<unknown, ApiError>({
    mutationFn: act,
    onSuccess: async () => {
      await refreshAlliance();
      onDone?.();
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Back
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={doing.isPending} onClick={() => doing.mutate()}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="grid gap-2 text-text-2">{children}</div>
      <ProblemNotice error={doing.error} />
    </Dialog>
  );
}
