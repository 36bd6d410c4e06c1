import type { Quote, QuoteRequest } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useSession } from '../session/session.ts';

/** The price of an order, from the API. The last one stays visible while a new one is asked for. */
export function useQuote(request: QuoteRequest | undefined) {
  const { status } = useSession();
  return useQuery<Quote, ApiError>({
    queryKey: ['createQuote', status, request],
    queryFn: ({ signal }) => api('createQuote', { body: request as QuoteRequest, signal }),
    enabled: request !== undefined && status !== 'starting',
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
    gcTime: 10 * 60_000,
  });
}
