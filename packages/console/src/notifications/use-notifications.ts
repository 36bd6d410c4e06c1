import { useApi } from '../api/query.ts';
import { useSession } from '../session/session.ts';

const LOOK_AGAIN_MS = 30_000;

/** The newest few and the number of unread ones, for the bell. */
export function useUnreadCount(): number {
  const { status } = useSession();
  const newest = useApi(
    'listNotifications',
    { query: { limit: 1 } },
    { enabled: status === 'signed-in', refetchInterval: LOOK_AGAIN_MS },
  );
  return newest.data?.unreadCount ?? 0;
}
