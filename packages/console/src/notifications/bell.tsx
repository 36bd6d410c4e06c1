import { Link } from '@tanstack/react-router';
import BellIcon from 'lucide-react/icons/bell';
import { useSession } from '../session/session.ts';
import { useUnreadCount } from './use-notifications.ts';

/** Leads to the notifications and says how many are unread. */
export function Bell() {
  const { status } = useSession();
  const unread = useUnreadCount();
  if (status !== 'signed-in') return null;
  return (
    <Link
      to="/notifications"
      title="Notifications"
      className="relative inline-flex min-h-9 min-w-9 items-center justify-center rounded-control text-text-2 hover:bg-hover hover:text-text pointer-coarse:min-h-11 pointer-coarse:min-w-11"
    >
      <BellIcon className="size-4" strokeWidth={1.75} aria-hidden="true" />
      <span className="sr-only">Notifications, {unread === 0 ? 'none unread' : `${unread} unread`}</span>
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="figures absolute end-0.5 top-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-medium text-on-accent"
        >
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}
