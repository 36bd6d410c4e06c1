import type { ProviderAccount } from '@marketplace/contract';
import { apiKey, queryClient, useApi } from '../api/query.ts';

/** The connected account and what the chain says of it. */
export const useProviderAccount = () => useApi('getProviderAccount', undefined, { staleTime: 15_000 });

export const accountChanged = (account: ProviderAccount): void =>
  void queryClient.setQueryData(apiKey('getProviderAccount'), account);
