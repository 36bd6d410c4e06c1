import { useApi } from '../api/query.ts';
import type { NameOf } from './formula-words.ts';

/** Everybody who is or was a member, by membership. */
export function useMemberNames(allianceId: string): NameOf {
  const { data } = useApi('listAllianceMembers', { params: { id: allianceId }, query: { state: 'all', limit: 100 } });
  return (memberId) => data?.items.find(({ id }) => id === memberId)?.name ?? '…';
}
