import type { DeploymentOperation } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';

const titles: Record<DeploymentOperation['kind'], string> = { stop: 'Stop', start: 'Start', resize: 'Resize' };

const looks: Record<DeploymentOperation['status'], Status> = {
  running: { family: 'busy', shape: 'arc', word: 'At work' },
  done: { family: 'ok', shape: 'disc', word: 'Done' },
  failed: { family: 'bad', shape: 'octagon', word: 'Failed' },
  cancelled: { family: 'off', shape: 'struck', word: 'Cancelled' },
};
const waiting: Status = { family: 'warn', shape: 'triangle', word: 'Waits' };

/** One operation with its log; while it waits for its node it can be tried again now. */
export function OperationItem({ deploymentId, operation }: { deploymentId: string; operation: DeploymentOperation }) {
  const { kind, status, steps, createdAt, waitsFor } = operation;
  const retry = useMutation<DeploymentOperation, ApiError>({
    mutationFn: () =>
      api('retryDeploymentOperation', {
        params: { id: deploymentId, operationId: operation.id },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: () => void refresh('listDeploymentOperations', 'getDeployment'),
  });
  return (
    <li className="grid gap-2 border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-medium">{titles[kind]}</h3>
        <StatusBadge status={waitsFor ? waiting : looks[status]} />
        <span className="text-text-2">
          <TimeText at={createdAt} />
        </span>
        {waitsFor && (
          <Button small busy={retry.isPending} onClick={() => retry.mutate()}>
            Try again now
          </Button>
        )}
      </div>
      <ol aria-label={`Steps of ${titles[kind]}`} className="rounded-control bg-sunken px-3 py-2 font-mono text-mono">
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its end
          <li key={at} className="flex gap-3">
            <span className="shrink-0 text-text-3">
              <TimeText at={step.at} style="time" />
            </span>
            <span className="min-w-0 break-words">{step.detail}</span>
          </li>
        ))}
      </ol>
      <ProblemNotice error={retry.error} />
    </li>
  );
}
