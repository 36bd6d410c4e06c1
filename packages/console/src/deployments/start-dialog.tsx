import type { Deployment } from '@marketplace/contract';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatMoney } from '../ui/money.ts';
import { useAct } from './use-act.ts';

export function StartDialog({ deployment, onClose }: { deployment: Deployment; onClose: () => void }) {
  const { id, name, hourly } = deployment;
  const start = useAct(id, 'startDeployment', onClose);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Start ${name}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={start.isPending} onClick={() => start.mutate()}>
            Start {name}
          </Button>
        </>
      }
    >
      <ul className="list-disc ps-5 text-text-2">
        <li>{`It costs ${formatMoney(hourly, 'rate')} / hour again from the second in which it runs.`}</li>
        <li>A day of that price must be on your balance.</li>
      </ul>
      <ProblemNotice error={start.error} />
    </Dialog>
  );
}
