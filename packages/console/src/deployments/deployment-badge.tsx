import type { Deployment } from '@marketplace/contract';
import { StatusBadge } from '../ui/status-badge.tsx';
import { formatDay, shortDuration } from '../ui/time.ts';
import { useNowMs, useTimeZone } from '../ui/time-text.tsx';
import { isMaking, statusWith, stepWords } from './deployment-status.ts';

type Facts = Pick<Deployment, 'status' | 'statusReason' | 'statusSince' | 'suspension'>;

interface BadgeProps {
  deployment: Facts;
  /** The page itself says why. */
  brief?: boolean;
  /** There is room for one reason only. */
  narrow?: boolean;
}

/** State, since when or which step, and why. */
export function DeploymentBadge({ deployment, brief, narrow }: BadgeProps) {
  const nowMs = useNowMs();
  const timeZone = useTimeZone();
  const { status, statusReason, statusSince, suspension } = deployment;
  const age = shortDuration(nowMs - Date.parse(statusSince));
  // Until when its data is kept says more than since when it is away.
  const keptUntil = suspension?.dataKeptUntil
    ? `data kept until ${formatDay(suspension.dataKeptUntil, timeZone)}`
    : undefined;
  const reason = isMaking(status)
    ? stepWords(status)
    : narrow && suspension
      ? statusReason
      : [!brief && statusReason, keptUntil ?? age].filter(Boolean).join(' · ');
  return <StatusBadge status={statusWith(status, suspension)} reason={reason} />;
}
