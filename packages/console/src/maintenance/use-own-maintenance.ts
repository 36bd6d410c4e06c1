import type { OwnMaintenance } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { useSession } from '../session/session.ts';

/** Present and coming windows that touch own deployments, the earliest first. */
export function useOwnMaintenance(): OwnMaintenance[] {
  const { status } = useSession();
  const own = useApi('listOwnMaintenance', undefined, { enabled: status === 'signed-in', refetchInterval: 60_000 });
  return own.data?.items ?? [];
}
