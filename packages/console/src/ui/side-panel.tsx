import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Modal } from './modal.tsx';

interface SidePanelProps {
  title: string;
  open: boolean;
  onClose: () => void;
  side?: 'start' | 'end';
  /** Steps aside while something else needs the whole page. */
  aside?: boolean;
  children: ReactNode;
}

/** 480 px over the list, the whole screen on phones; a menu at the start is narrower. */
export function SidePanel({ title, open, onClose, side = 'end', aside = false, children }: SidePanelProps) {
  if (!open) return null;
  return (
    <Modal
      label={title}
      onClose={onClose}
      aside={aside}
      className={cx(
        'slide-in h-dvh max-h-none max-w-none overflow-y-auto bg-raised text-text shadow-raised backdrop:bg-scrim',
        side === 'end' ? 'me-0 ms-auto w-full sm:w-[480px]' : 'me-auto ms-0 w-[280px]',
      )}
    >
      <div className="sticky top-0 z-10 flex h-12 items-center justify-between gap-4 border-b border-line bg-raised px-4">
        <h2 className="truncate text-heading">{title}</h2>
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
    </Modal>
  );
}
