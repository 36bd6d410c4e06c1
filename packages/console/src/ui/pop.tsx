import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from './cx.ts';

interface PopProps {
  /** Name of what opens. */
  label: string;
  /** What stands on the button; its words are the button's name. */
  trigger: ReactNode;
  triggerClass?: string;
  /** Of the panel, in px. */
  width?: number;
  className?: string;
  children: ReactNode;
}

const GAP = 4;
const EDGE = 16;

/** A button that opens a small panel below it: the browser's own popover, closed by Escape or a press elsewhere. */
export function Pop({ label, trigger, triggerClass, width = 320, className, children }: PopProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const place = () => {
      const button = document.querySelector(`[popovertarget="${id}"]`)?.getBoundingClientRect();
      if (!button) return;
      const left = Math.min(button.right - width, innerWidth - width - EDGE);
      element.style.left = `${Math.max(EDGE, left)}px`;
      element.style.top = `${button.bottom + GAP}px`;
    };
    const chosen = (event: MouseEvent) =>
      (event.target as Element).closest('a, [data-closes]') && element.hidePopover();
    element.addEventListener('beforetoggle', place);
    element.addEventListener('click', chosen);
    return () => {
      element.removeEventListener('beforetoggle', place);
      element.removeEventListener('click', chosen);
    };
  }, [id, width]);
  return (
    <>
      <button type="button" popoverTarget={id} className={cx('rounded-control', triggerClass)}>
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        style={{ width }}
        className={cx(
          'appear fixed m-0 max-w-[calc(100vw-2rem)] rounded-card border border-line bg-raised text-text shadow-raised',
          className ?? 'p-4',
        )}
      >
        {children}
      </div>
    </>
  );
}
