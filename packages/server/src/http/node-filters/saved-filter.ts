import { nodeFilterQuery, type SavedNodeFilter } from '@marketplace/contract';
import type { SavedFilterRow } from '../../postgres/saved-filters.ts';
import { fieldProblem, HttpProblem } from '../problems.ts';

export const SAVED_FILTERS_MAX = 20;

export const savedFilterJson = (row: SavedFilterRow): SavedNodeFilter => ({
  id: row.id,
  name: row.name,
  query: row.query,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** Throws the problem that names the first filter that `GET /nodes` would refuse. */
export function checkQuery(query: string): void {
  const entries = [...new URLSearchParams(query)];
  const twice = entries.find(([key], place) => entries.findIndex(([other]) => other === key) !== place);
  if (twice) throw fieldProblem('query', `names "${twice[0]}" twice`);
  const parsed = nodeFilterQuery.safeParse(Object.fromEntries(entries));
  const [issue] = parsed.error?.issues ?? [];
  if (issue) throw fieldProblem('query', `is no search of nodes: ${[...issue.path, issue.message].join(' ')}`);
}

export function refuseTakenName(saved: readonly SavedFilterRow[], name: string, except?: string): void {
  const taken = saved.some((row) => row.id !== except && row.name.toLowerCase() === name.toLowerCase());
  if (taken)
    throw new HttpProblem('saved_filter_name_taken', `You already have a saved search named "${name}".`, {
      errors: [{ path: 'name', message: 'is taken by another of your saved searches' }],
    });
}

export const noSuchFilter = (): HttpProblem => new HttpProblem('not_found', 'There is no such saved search.');
