import type { PricePreview, PriceRule } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** What a rule would do, from the API; the last answer stays while a new one is asked for, or the draft has a wrong field. */
export function usePreview(rule: PriceRule | undefined) {
  return useQuery<PricePreview, ApiError>({
    queryKey: ['previewPrices', rule],
    queryFn: ({ signal }) => api('previewPrices', { body: { rule: rule as PriceRule }, signal }),
    enabled: rule !== undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}
