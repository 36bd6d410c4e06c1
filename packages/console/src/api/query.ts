import type { Answer, ApiError, CallInput } from '@marketplace/contract/client';
import type { OperationId } from '@marketplace/contract/operations';
import { MutationCache, QueryClient, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client.ts';

export const queryClient = new QueryClient({
  mutationCache: new MutationCache({
    // Maintenance that has begun meanwhile is then said on the whole page.
    onError: (error) => {
      if ((error as Partial<ApiError>).problem?.code === 'maintenance_mode') void refresh('getConfig');
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the API refuses it refuses again; only an answer that never came is asked for once more.
      retry: (failures, error) => failures < 2 && isUnreachable(error),
      retryDelay: (attempt) => 500 * 2 ** attempt,
    },
  },
});

type Options<T> = Omit<UseQueryOptions<T, ApiError>, 'queryKey' | 'queryFn'>;

/** One GET of the contract as a query; the operation and its input are the key. */
export function useApi<Id extends OperationId>(operation: Id, input?: CallInput<Id>, options?: Options<Answer<Id>>) {
  return useQuery<Answer<Id>, ApiError>({
    ...options,
    queryKey: apiKey(operation, input),
    queryFn: ({ signal }) => api(operation, { ...(input as CallInput<Id>), signal }),
  });
}

export function apiKey(operation: OperationId, input?: unknown): QueryKey {
  return input === undefined ? [operation] : [operation, input];
}

/** Marks every answer of these operations as old, so that what is on screen is asked for again. */
export async function refresh(...operations: OperationId[]): Promise<void> {
  await Promise.all(operations.map((operation) => queryClient.invalidateQueries({ queryKey: [operation] })));
}

function isUnreachable(error: unknown): boolean {
  const status = (error as Partial<ApiError>).problem?.status;
  return status === 0 || status === 502 || status === 503 || status === 504;
}
