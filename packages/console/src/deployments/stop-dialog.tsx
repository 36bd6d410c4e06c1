import type { Deployment } from '@marketplace/contract';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatMoney } from '../ui/money.ts';
import { diskWords } from '../ui/size.ts';
import { useAct } from './use-act.ts';

export function StopDialog({ deployment, onClose }: { deployment: Deployment; onClose: () => void }) {
  const { id, name, size, hourly, stopped } = deployment;
  const stop = useAct(id, 'stopDeployment', onClose);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Stop ${name}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={stop.isPending} onClick={() => stop.mutate()}>
            Stop {name}
          </Button>
        </>
      }
    >
      <ul className="list-disc ps-5 text-text-2">
        <li>Nothing answers while it is stopped. What runs in it ends.</li>
        <li>{`Its ${diskWords(size.diskGb)} disk and its addresses are kept.`}</li>
        <li>{`Keeping them costs ${formatMoney(stopped.hourly, 'rate')} / hour instead of ${formatMoney(hourly, 'rate')}, from now on.`}</li>
        <li>It starts again when you start it. The node must have room for it then.</li>
      </ul>
      <ProblemNotice error={stop.error} />
    </Dialog>
  );
}
