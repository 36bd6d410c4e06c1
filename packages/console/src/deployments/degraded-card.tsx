import type { Deployment } from '@marketplace/contract';
import { Banner } from '../ui/banner.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** What is wrong, that it costs nothing, and what happens next. */
export function DegradedCard({ deployment: { name, nodeId, statusReason, statusSince } }: { deployment: Deployment }) {
  const isLost = statusReason?.includes('lost') ?? false;
  return (
    <Banner family="warn" title={`${name} cannot be reached: ${statusReason ?? 'its node does not answer'}`}>
      Known of node {nodeId} <TimeText at={statusSince} />. Nothing is charged until it runs again.{' '}
      {isLost
        ? 'Its disk there is probably lost. You can delete it and deploy another one.'
        : 'It comes back by itself when the node does, and you are told.'}
    </Banner>
  );
}
