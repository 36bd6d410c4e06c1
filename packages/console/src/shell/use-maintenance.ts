import { useConfig } from '../api/use-config.ts';
import { useSession } from '../session/session.ts';
import { useProfile } from '../session/use-profile.ts';

/** The maintenance that keeps this person from ordering and paying; operators go on. Nothing until it is known who it is. */
export function useMaintenance() {
  const { status } = useSession();
  const maintenance = useConfig().data?.maintenance ?? undefined;
  const roles = useProfile().data?.roles;
  const concerned = status === 'visitor' || (roles !== undefined && !roles.includes('cloud-operator'));
  return concerned ? maintenance : undefined;
}

export const topUpsPaused = 'Top-ups are paused for maintenance.';
