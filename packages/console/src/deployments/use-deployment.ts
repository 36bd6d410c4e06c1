import type { Deployment } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { isMoving } from './deployment-status.ts';

/** One deployment; asked each second while it is being made or ended, else each 15 s. */
export function useDeployment(id: string) {
  return useApi('getDeployment', { params: { id } }, { refetchInterval: ({ state }) => pace(state.data) });
}

/** Its name, once known: for the path in the top bar. */
export function useDeploymentName(id: string | undefined): string | undefined {
  return useApi('getDeployment', { params: { id: id ?? '' } }, { enabled: id !== undefined }).data?.name;
}

const pace = (deployment: Deployment | undefined): number =>
  deployment && (isMoving(deployment.status) || isSwitching(deployment)) ? 1_000 : 15_000;

const isSwitching = ({ suspension }: Deployment): boolean => suspension !== null && suspension.machine !== 'off';
