import { useApi } from '../api/query.ts';
import { useSession } from '../session/session.ts';

export function useSshKeys() {
  const { status } = useSession();
  return useApi('listSshKeys', undefined, { enabled: status === 'signed-in', staleTime: 30_000 });
}
