import { useNavigate, useSearch } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import {
  dayOf,
  type Kind,
  kindNames,
  lastMonths,
  monthName,
  monthOf,
  type StatementSearch,
} from './statement-search.ts';

/** Period, kind and deployment; all of it stands in the address. */
export function StatementFilters() {
  const search = useSearch({ from: '/console/statement' });
  const navigate = useNavigate({ from: '/statement' });
  const nowMs = useNowMs();
  const change = (part: StatementSearch) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const deployments = useApi('listDeployments', { query: { limit: 100 } }, { staleTime: 60_000 }).data?.items ?? [];
  const named = deployments.map(({ id, name }) => ({ id, name }));
  const known = named.some(({ id }) => id === search.deployment);
  const custom = search.month === 'custom';
  return (
    <div className="flex flex-wrap items-end gap-3 p-4">
      <Select
        label="Period"
        hideLabel
        className="min-w-36 flex-1 sm:max-w-44"
        value={search.month ?? monthOf(nowMs)}
        options={[
          ...lastMonths(nowMs, 12).map((id) => ({ id, name: monthName(id) })),
          { id: 'all', name: 'All time' },
          { id: 'custom', name: 'From … to' },
        ]}
        onChange={(month) =>
          change(
            month === 'custom'
              ? { month, from: `${monthOf(nowMs)}-01`, to: dayOf(nowMs) }
              : { month, from: undefined, to: undefined },
          )
        }
      />
      {custom && (
        <>
          <TextField
            label={<span className="sr-only">From day, UTC</span>}
            type="date"
            value={search.from ?? ''}
            onChange={(event) => change({ from: event.currentTarget.value || undefined })}
          />
          <TextField
            label={<span className="sr-only">To day, included, UTC</span>}
            type="date"
            value={search.to ?? ''}
            onChange={(event) => change({ to: event.currentTarget.value || undefined })}
          />
        </>
      )}
      <Select
        label="Kind"
        hideLabel
        className="min-w-32 flex-1 sm:max-w-40"
        value={search.kind ?? 'all'}
        options={[{ id: 'all', name: 'All kinds' }, ...Object.entries(kindNames).map(([id, name]) => ({ id, name }))]}
        onChange={(id) => change({ kind: id === 'all' ? undefined : (id as Kind) })}
      />
      {(named.length > 0 || search.deployment) && (
        <Select
          label="Deployment"
          hideLabel
          className="min-w-36 flex-1 sm:max-w-52"
          value={search.deployment ?? 'all'}
          options={[
            { id: 'all', name: 'All deployments' },
            ...named,
            ...(search.deployment && !known ? [{ id: search.deployment, name: 'An earlier deployment' }] : []),
          ]}
          onChange={(id) => change({ deployment: id === 'all' ? undefined : id })}
        />
      )}
    </div>
  );
}
