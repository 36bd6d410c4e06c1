import type { Deployment } from '@marketplace/contract';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { isFinal, isMaking } from './deployment-status.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { ResizeDialog } from './resize-dialog.tsx';
import { StartDialog } from './start-dialog.tsx';
import { StopDialog } from './stop-dialog.tsx';

type Asked = 'stop' | 'start' | 'resize' | 'rename';

/** What its owner can do with the machine as it stands; what cannot be done now says why. */
export function DeploymentActions({ deployment }: { deployment: Deployment }) {
  const [asked, setAsked] = useState<Asked>();
  const { status, suspension } = deployment;
  if (isFinal(status) || status === 'deleting' || isMaking(status)) return null;
  const close = () => setAsked(undefined);
  const isStopped = suspension?.cause === 'stopped';
  return (
    <>
      {isStopped ? (
        <Button small disabledReason={busyReason(deployment)} onClick={() => setAsked('start')}>
          Start
        </Button>
      ) : (
        <Button small disabledReason={stopReason(deployment)} onClick={() => setAsked('stop')}>
          Stop
        </Button>
      )}
      <Button small disabledReason={resizeReason(deployment)} onClick={() => setAsked('resize')}>
        Resize…
      </Button>
      <Button small kind="quiet" onClick={() => setAsked('rename')}>
        Rename
      </Button>
      {asked === 'stop' && <StopDialog deployment={deployment} onClose={close} />}
      {asked === 'start' && <StartDialog deployment={deployment} onClose={close} />}
      {asked === 'resize' && <ResizeDialog deployment={deployment} onClose={close} />}
      {asked === 'rename' && <RenameDialog deployment={deployment} onClose={close} />}
    </>
  );
}

const doing = { stop: 'being stopped', start: 'being started', resize: 'being resized' };

const resizeReason = (deployment: Deployment): string | undefined =>
  deployment.suspension?.cause === 'stopped' ? busyReason(deployment) : stopReason(deployment);

const busyReason = ({ operation }: Deployment): string | undefined =>
  operation === null ? undefined : `It is ${doing[operation]} now.`;

function stopReason(deployment: Deployment): string | undefined {
  const { stopped, status } = deployment;
  if (stopped.reason !== null) return stopped.reason;
  if (status === 'suspended') return 'It is suspended: it is off already.';
  if (status === 'degraded') return 'Its node does not answer now.';
  return busyReason(deployment);
}
