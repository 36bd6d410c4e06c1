import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { cx } from './cx.ts';

interface SidePanelProps {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  side?: 'start' | 'end';
  children: ReactNode;
}

/** 480 px over the list, the whole screen on phones; a menu at the start is narrower. */
export function SidePanel({ title, open, onClose, side = 'end', children }: SidePanelProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(stays) => !stays && onClose()}
      isDismissable
      className={cx('fixed inset-0 z-40 flex bg-scrim', side === 'end' && 'justify-end')}
    >
      <Modal
        className={cx(
          'slide-in h-full overflow-y-auto bg-raised shadow-raised',
          side === 'end' ? 'w-full sm:w-[480px]' : 'w-[280px]',
        )}
      >
        <Dialog className="outline-none">
          <div className="sticky top-0 z-10 flex h-12 items-center justify-between gap-4 border-b border-line bg-raised px-4">
            <Heading slot="title" className="truncate text-heading">
              {title}
            </Heading>
            <button
              type="button"
              onClick={onClose}
              className="-me-2 inline-flex size-9 items-center justify-center rounded-control hover:bg-hover pointer-coarse:size-11"
            >
              <X className="size-4" strokeWidth={1.75} aria-hidden="true" />
              <span className="sr-only">Close</span>
            </button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
