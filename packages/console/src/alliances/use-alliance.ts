import type { AllianceDetail } from '@marketplace/contract';
import { useParams } from '@tanstack/react-router';
import { refresh, useApi } from '../api/query.ts';

/** The alliance that the page's address names. */
export function useAlliance() {
  const { slug = '' } = useParams({ strict: false });
  return useApi('getAlliance', { params: { id: slug } }, { refetchInterval: 20_000, placeholderData: (old) => old });
}

/** The alliance of a tab: its frame draws tabs only once it is there. */
export function useOwnAlliance(): AllianceDetail {
  const { data } = useAlliance();
  if (!data) throw new Error('a tab of an alliance was drawn before the alliance was there');
  return data;
}

/** Whatever a member does may change all that is shown of an alliance. */
export const refreshAlliance = (): Promise<void> =>
  refresh(
    'getAlliance',
    'listAlliances',
    'listOwnAlliances',
    'listOwnInvitations',
    'listAllianceMembers',
    'listAllianceInvitations',
    'listAllianceNodes',
    'listAllianceVotes',
    'listAllianceAgreements',
    'listNodes',
    'listNotifications',
  );
