import type { ReactNode } from 'react';
import { Modal } from './modal.tsx';

interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** Buttons at the foot; the one that goes back first. */
  actions: ReactNode;
  alert?: boolean;
  children: ReactNode;
}

/** To confirm, or to show a secret once; 480 px at most, the whole screen on phones. */
export function Dialog({ title, open, onClose, actions, alert, children }: DialogProps) {
  if (!open) return null;
  return (
    <Modal
      label={title}
      alert={alert}
      onClose={onClose}
      className="appear m-auto max-h-dvh overflow-y-auto bg-raised text-text shadow-raised backdrop:bg-scrim max-sm:h-dvh max-sm:w-full max-sm:max-w-none sm:w-[480px] sm:rounded-card"
    >
      <div className="grid gap-4 p-5">
        <h2 className="text-heading">{title}</h2>
        {children}
        <div className="flex flex-wrap justify-end gap-2">{actions}</div>
      </div>
    </Modal>
  );
}
