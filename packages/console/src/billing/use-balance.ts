import { useApi } from '../api/query.ts';
import { useSession } from '../session/session.ts';

/** The balance as the API has it, asked again while the page is open. */
export function useBalance(refetchIntervalMs = 15_000) {
  const { status } = useSession();
  return useApi('getBalance', undefined, { enabled: status === 'signed-in', refetchInterval: refetchIntervalMs });
}
