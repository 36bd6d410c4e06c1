import { useApi } from '../api/query.ts';
import { useSession } from '../session/session.ts';

/** The automatic top-up as the API has it, asked more often while something moves. */
export function useRecharge() {
  const { status } = useSession();
  return useApi('getAutoRecharge', undefined, {
    enabled: status === 'signed-in',
    refetchInterval: ({ state }) =>
      state.data?.standing === 'charging' || state.data?.standing === 'due' ? 2_000 : 15_000,
  });
}
