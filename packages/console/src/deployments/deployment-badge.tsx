import type { Deployment } from '@marketplace/contract';
import { StatusBadge } from '../ui/status-badge.tsx';
import { shortDuration } from '../ui/time.ts';
import { useNowMs } from '../ui/time-text.tsx';
import { deploymentStatus, isMaking, stepWords } from './deployment-status.ts';

type Facts = Pick<Deployment, 'status' | 'statusReason' | 'statusSince'>;

/** State, since when or which step, and why; `brief` where the page itself says why. */
export function DeploymentBadge({ deployment, brief }: { deployment: Facts; brief?: boolean }) {
  const nowMs = useNowMs();
  const { status, statusReason, statusSince } = deployment;
  const age = shortDuration(nowMs - Date.parse(statusSince));
  const reason = isMaking(status) ? stepWords(status) : [!brief && statusReason, age].filter(Boolean).join(' · ');
  return <StatusBadge status={deploymentStatus(status)} reason={reason} />;
}
