import { type ReactNode, useEffect, useRef } from 'react';

interface ModalProps {
  label: string;
  alert?: boolean;
  /** Of the element that lies over the page. */
  className: string;
  onClose: () => void;
  /** Steps aside for something that lies over the whole page, such as the bank's window; what is in it lives on. */
  aside?: boolean;
  children: ReactNode;
}

/**
 * The browser's own modal: the page behind is inert, Escape and a press beside it close. Focus starts at
 * `data-first-focus` and goes back to where it was.
 */
export function Modal({ label, alert, className, onClose, aside = false, children }: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    const before = document.activeElement;
    const cancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    const pressed = (event: MouseEvent) => event.target === dialog && close.current();
    dialog.addEventListener('cancel', cancel);
    dialog.addEventListener('click', pressed);
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      dialog.removeEventListener('cancel', cancel);
      dialog.removeEventListener('click', pressed);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    const dialog = element.current;
    if (!aside || !dialog) return;
    dialog.close();
    return () => {
      if (dialog.isConnected) dialog.showModal();
    };
  }, [aside]);
  return (
    <dialog ref={element} role={alert ? 'alertdialog' : undefined} aria-label={label} className={className}>
      {children}
    </dialog>
  );
}
