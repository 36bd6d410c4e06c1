import type { OwnMaintenance } from '@marketplace/contract';
import { Banner } from '../ui/banner.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** Says when the node may be down, and what that means. */
export function MaintenanceBanner({ window, names }: { window: OwnMaintenance; names?: boolean }) {
  const ongoing = window.state === 'ongoing';
  const subject = names ? `: ${window.deployments.map(({ name }) => name).join(', ')}` : '';
  return (
    <Banner
      family={ongoing ? 'warn' : 'off'}
      title={
        ongoing
          ? `Maintenance of node ${window.nodeId} now${subject}`
          : `Maintenance of node ${window.nodeId} is announced${subject}`
      }
    >
      <TimeText at={window.startsAt} /> to <TimeText at={window.endsAt} />. The server may be unreachable for a time;
      its data stays.
      {window.comment && <> The provider writes: {window.comment}</>}
    </Banner>
  );
}
