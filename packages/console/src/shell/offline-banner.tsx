import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Banner } from '../ui/banner.tsx';

/** Says that what is shown may be old; it goes away by itself. */
export function OfflineBanner() {
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  if (online) return null;
  return (
    <div className="px-4 pt-4 md:px-6">
      <Banner family="warn" title="You are offline">
        What you see may be old. Your deployments go on running; the page goes on when the connection is back.
      </Banner>
    </div>
  );
}
