import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { cx } from './cx.ts';

interface PopProps {
  /** Name of the button and of what it opens. */
  label: string;
  trigger: ReactNode;
  triggerClass?: string;
  children: ReactNode;
}

/** A button that opens a small panel beside it. */
export function Pop({ label, trigger, triggerClass, children }: PopProps) {
  return (
    <DialogTrigger>
      <Button aria-label={label} className={cx('rounded-control', triggerClass)}>
        {trigger}
      </Button>
      <Popover
        placement="bottom end"
        className="appear w-80 max-w-[calc(100vw-2rem)] rounded-card border border-line bg-raised shadow-raised"
      >
        <Dialog aria-label={label} className="p-4 outline-none">
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
