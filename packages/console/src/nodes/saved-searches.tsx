import type { SavedNodeFilter } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Trash from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useSession } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Pop } from '../ui/pop.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { type NodeSearch, readSavedQuery, savedQuery } from './node-search.ts';
import { SaveSearch } from './save-search.tsx';

/** Searches that a person keeps; a visitor has none. */
export function SavedSearches({ search }: { search: NodeSearch }) {
  const [naming, setNaming] = useState(false);
  const signedIn = useSession().status === 'signed-in';
  if (!signedIn) return null;
  const query = savedQuery(search);
  return (
    <>
      <Pop
        label="Saved searches"
        trigger="Saved searches"
        triggerClass="inline-flex min-h-9 items-center rounded-control border border-control bg-surface px-3 text-small hover:bg-hover pointer-coarse:min-h-11"
        className="p-2"
      >
        <SavedList present={query} view={search.view} />
        <div className="mt-2 border-t border-line pt-2">
          {query === '' ? (
            <p className="px-2 text-small text-text-2">Set a filter, then save the search here.</p>
          ) : (
            <Button small kind="quiet" data-closes onClick={() => setNaming(true)}>
              Save this search
            </Button>
          )}
        </div>
      </Pop>
      {naming && <SaveSearch query={query} onClose={() => setNaming(false)} />}
    </>
  );
}

function SavedList({ present, view }: { present: string; view: NodeSearch['view'] }) {
  const saved = useApi('listNodeFilters');
  const remove = useMutation<unknown, ApiError, SavedNodeFilter>({
    mutationFn: ({ id }) => api('deleteNodeFilter', { params: { id } }),
    onSettled: () => refresh('listNodeFilters'),
  });
  return (
    <>
      <ProblemNotice error={saved.error ?? remove.error} retry={() => void saved.refetch()} />
      {saved.isPending && <SkeletonRows rows={2} label="Loading your saved searches" />}
      {saved.data?.items.length === 0 && <p className="px-2 py-1 text-small text-text-2">No search is saved yet.</p>}
      <ul aria-label="Saved searches" className="max-h-80 overflow-y-auto">
        {saved.data?.items.map((one) => (
          <li key={one.id} className="flex items-center gap-1">
            <Link
              to="/nodes"
              search={{ ...readSavedQuery(one.query), view }}
              activeProps={{ 'aria-current': undefined }}
              aria-current={one.query === present ? 'true' : undefined}
              className="min-w-0 flex-1 truncate rounded-badge px-2 py-1.5 hover:bg-hover aria-[current=true]:font-medium"
            >
              {one.name}
            </Link>
            <button
              type="button"
              disabled={remove.isPending}
              onClick={() => remove.mutate(one)}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-text-3 hover:bg-hover hover:text-text pointer-coarse:size-11"
            >
              <Trash className="size-4" strokeWidth={1.75} aria-hidden="true" />
              <span className="sr-only">{`Delete ${one.name}`}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
