import type { DeploymentStatus } from '@marketplace/contract';
import { deploymentStatus } from '../deployments/deployment-status.ts';
import { Banner } from '../ui/banner.tsx';
import { Card } from '../ui/card.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { StatusFamily } from '../ui/status-mark.tsx';
import { StepProgress } from '../ui/step-progress.tsx';

const statuses: DeploymentStatus[] = [
  'reserving',
  'funding',
  'contracting',
  'deploying',
  'running',
  'degraded',
  'suspended',
  'deleting',
  'deleted',
  'failed',
];
const families: StatusFamily[] = ['ok', 'busy', 'warn', 'bad', 'off'];

export function StatusSamples() {
  return (
    <Card title="Status">
      <div className="grid gap-4">
        <div className="flex flex-wrap gap-x-6 gap-y-3">
          {statuses.map((status) => (
            <StatusBadge key={status} status={deploymentStatus(status)} reason="6 min" />
          ))}
          <StatusBadge status={{ family: 'off', shape: 'ring', word: 'Unknown' }} reason="since 14:02" />
          <StatusBadge
            status={{ family: 'off', shape: 'square', word: 'Stopped' }}
            reason="still billed $0.0347 / hour"
          />
        </div>
        <div className="grid gap-2">
          {families.map((family) => (
            <Banner key={family} family={family} title={`A banner of the family ${family}`}>
              What happened, what it cost, what to do.
            </Banner>
          ))}
        </div>
        <StepProgress
          label="Sample steps"
          steps={[
            { name: 'Reserve', state: 'done', note: '2 s' },
            { name: 'Fund', state: 'done', note: '1 s' },
            { name: 'Contract', state: 'now', note: '6 s' },
            { name: 'Deploy', state: 'next' },
            { name: 'Ready', state: 'next' },
          ]}
        />
        <StepProgress
          label="Sample steps with a failure"
          steps={[
            { name: 'Reserve', state: 'done', note: '2 s' },
            { name: 'Contract', state: 'failed', note: 'node refused' },
            { name: 'Ready', state: 'skipped' },
          ]}
        />
      </div>
    </Card>
  );
}
