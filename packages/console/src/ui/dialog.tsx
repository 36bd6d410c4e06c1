import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

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
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(stays) => !stays && onClose()}
      isDismissable
      className="fixed inset-0 z-40 flex items-center justify-center bg-scrim sm:p-4"
    >
      <Modal className="appear flex w-full flex-col overflow-y-auto bg-raised shadow-raised max-sm:h-full sm:max-h-full sm:max-w-[480px] sm:rounded-card">
        <AriaDialog role={alert ? 'alertdialog' : 'dialog'} className="grid gap-4 p-5 outline-none">
          <Heading slot="title" className="text-heading">
            {title}
          </Heading>
          {children}
          <div className="flex flex-wrap justify-end gap-2">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
