import { useApi } from './query.ts';

/** The public configuration of this marketplace; what the operator changes is seen within a minute. */
export const useConfig = () =>
  useApi('getConfig', undefined, { staleTime: Number.POSITIVE_INFINITY, refetchInterval: 60_000, retry: 10 });
