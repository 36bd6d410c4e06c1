import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { isFinal } from './deployment-status.ts';
import { LimitCard } from './limit-card.tsx';
import { NameCard } from './name-card.tsx';
import { StartSettingsCard } from './start-settings-card.tsx';
import { useDeployment } from './use-deployment.ts';

export function SettingsTab() {
  const { id } = useParams({ from: '/console/deployments/$id' });
  const deployment = useDeployment(id).data;
  const [asking, setAsking] = useState(false);
  if (!deployment) return null;
  const over = isFinal(deployment.status);
  const reason = over ? 'It has already ended.' : deployment.status === 'deleting' ? 'It is being deleted.' : undefined;
  return (
    <>
      <NameCard key={`name-${deployment.id}`} deployment={deployment} disabledReason={reason} />
      <StartSettingsCard key={`start-${deployment.id}`} deployment={deployment} disabledReason={reason} />
      <LimitCard key={`limit-${deployment.id}`} deployment={deployment} disabledReason={reason} />
      <Card title="Delete this deployment">
        <p className="max-w-prose text-text-2">
          The machine stops, its disk is erased, its address is given back, and it is charged up to the second of the
          delete.
        </p>
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button kind="danger" disabledReason={reason} onClick={() => setAsking(true)}>
            Delete {deployment.name}
          </Button>
          {reason && <span className="text-small text-text-3">{reason}</span>}
        </div>
        {asking && <DeleteDialog deployment={deployment} onClose={() => setAsking(false)} />}
      </Card>
    </>
  );
}
