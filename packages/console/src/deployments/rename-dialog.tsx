import type { Deployment } from '@marketplace/contract';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { NameForm } from './name-card.tsx';

export function RenameDialog({ deployment, onClose }: { deployment: Deployment; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Rename ${deployment.name}`}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <NameForm deployment={deployment} onDone={onClose} />
    </Dialog>
  );
}
