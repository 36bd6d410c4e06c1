import type { App } from '@marketplace/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useApi } from '../api/query.ts';
import { type DeployChoice, quoteRequest, readChoice, regionHasIpv4, suggestName } from './choice.ts';
import type { DeploySearch } from './deploy-search.ts';

export interface DeployForm {
  app: App;
  choice: DeployChoice;
  search: DeploySearch;
  name: string;
  /** Undefined while it is not known. */
  ipv4Offered: boolean | undefined;
  change: (patch: Partial<DeploySearch>) => void;
}

/** The form's state is the address; what is missing there is suggested. Undefined until the catalog is here. */
export function useDeployForm(): { form: DeployForm | undefined; error: ReturnType<typeof useApi>['error'] } {
  const search = useSearch({ from: '/console/deploy' });
  const navigate = useNavigate({ from: '/deploy' });
  const apps = useApi('listApps', undefined, { staleTime: 60_000 });
  const stats = useApi('getNodeStats', undefined, { staleTime: 60_000 });
  const node = useApi('getNode', { params: { id: search.node ?? 1 } }, { enabled: search.node !== undefined });
  const app = apps.data?.items[0];
  const suggested = useMemo(() => suggestName(app?.namePrefix ?? 'vm', random), [app?.namePrefix]);

  const offered =
    search.node === undefined
      ? stats.data && regionHasIpv4(stats.data, search.region)
      : node.data && node.data.ipv4Free > 0;
  // Without statistics nothing may wait: the price then comes without an address of one's own.
  const known = offered ?? (stats.error || node.error ? false : undefined);
  if (!app || (known === undefined && search.ipv4 === undefined)) return { form: undefined, error: apps.error };
  return {
    error: apps.error,
    form: {
      app,
      choice: readChoice(search, app, known ?? false),
      search,
      name: search.name ?? suggested,
      ipv4Offered: known,
      change: (patch) => void navigate({ search: (old) => ({ ...old, ...patch }), replace: true, resetScroll: false }),
    },
  };
}

/** What the quote is asked for. */
export const requestOf = (form: DeployForm) => quoteRequest(form.app, form.choice);

function random(): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value / 2 ** 32;
}
