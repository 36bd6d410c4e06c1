import type { Role } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { useSession } from './session.ts';

/** The signed-in person's profile; the first call of a new person creates it. */
export function useProfile() {
  const { status } = useSession();
  return useApi('getProfile', undefined, { enabled: status === 'signed-in', staleTime: 60_000 });
}

/** Undefined while it is not known. */
export function useRole(role: Role): boolean | undefined {
  return useProfile().data?.roles.includes(role);
}
