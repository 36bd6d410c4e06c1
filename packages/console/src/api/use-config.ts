import { useApi } from './query.ts';

/** The public configuration of this marketplace; it does not change while the page is open. */
export const useConfig = () => useApi('getConfig', undefined, { staleTime: Number.POSITIVE_INFINITY, retry: 10 });
