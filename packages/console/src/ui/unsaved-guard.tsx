import { useBlocker } from '@tanstack/react-router';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before input that was not saved is left behind. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: false,
    withResolver: true,
  });
  return (
    <Dialog
      alert
      open={status === 'blocked'}
      onClose={() => reset?.()}
      title="Leave without saving?"
      actions={
        <>
          <Button data-first-focus onClick={() => reset?.()}>
            Stay
          </Button>
          <Button kind="danger" onClick={() => proceed?.()}>
            Leave
          </Button>
        </>
      }
    >
      <p className="text-text-2">What you changed on this page is not saved and would be lost.</p>
    </Dialog>
  );
}
