import { Link, useLocation } from '@tanstack/react-router';
import { useConfig } from '../api/use-config.ts';
import { Banner } from '../ui/banner.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useMaintenance } from './use-maintenance.ts';

/** On every page while new orders are paused, save the one whose only message it is. */
export function MaintenanceBanner() {
  const maintenance = useConfig().data?.maintenance;
  const concerned = useMaintenance() !== undefined;
  const here = useLocation({ select: ({ pathname }) => pathname });
  if (!maintenance || (concerned && here === '/deploy')) return null;
  return (
    <div className="px-4 pt-4 md:px-6">
      <Banner
        family="warn"
        title="New orders and top-ups are paused for maintenance"
        actions={
          !concerned && (
            <Link to="/operator/settings/maintenance" className="link">
              Change this
            </Link>
          )
        }
      >
        <MaintenanceWords maintenance={maintenance} />
        {!concerned && ' As an operator you can still order and pay.'}
      </Banner>
    </div>
  );
}

/** The operator's own words, the end if it is known, and what does not stop. */
export function MaintenanceWords({ maintenance }: { maintenance: { message: string; until: string | null } }) {
  const { message, until } = maintenance;
  return (
    <>
      {message && `${/[.!?]$/.test(message) ? message : `${message}.`} `}
      {until && (
        <>
          Expected until <TimeText at={until} />.{' '}
        </>
      )}
      What you have deployed goes on running.
    </>
  );
}
