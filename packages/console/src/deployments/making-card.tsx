import type { Deployment } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { Card } from '../ui/card.tsx';
import { StepProgress } from '../ui/step-progress.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { isMaking } from './deployment-status.ts';
import { EventLog } from './event-log.tsx';
import { makingSteps } from './making-steps.ts';

/** Each step with its state and time, and the log below; the page can be left. */
export function MakingCard({ deployment }: { deployment: Deployment }) {
  const failed = !isMaking(deployment.status);
  const events = useApi(
    'listDeploymentEvents',
    { params: { id: deployment.id }, query: { limit: 100 } },
    // Until the log tells what the state already says.
    { refetchInterval: ({ state }) => (state.data?.items.at(-1)?.to === 'failed' ? false : 1_000) },
  );
  const items = events.data?.items ?? [];
  return (
    <Card title={failed ? 'How far it came' : 'Being made'}>
      <div className="grid gap-4">
        <StepProgress label="Steps" steps={makingSteps(deployment, items, useNowMs())} />
        {!failed && (
          <p role="status" className="text-small text-text-2">
            You can leave this page: it goes on by itself. Nothing is charged before it runs.
          </p>
        )}
        {items.length > 0 && <EventLog items={items} />}
      </div>
    </Card>
  );
}
