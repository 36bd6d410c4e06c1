import { useApi } from '../api/query.ts';

/** All settings; read anew by saving only, so that what somebody is typing into is not changed under their hands. */
export const useSettings = () =>
  useApi('getSettings', undefined, { staleTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false });
