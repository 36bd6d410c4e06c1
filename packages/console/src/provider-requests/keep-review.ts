import type { ProviderReview } from '@marketplace/contract';
import { apiKey, queryClient, refresh } from '../api/query.ts';

/** Shows the answer of a change at once, and has the list asked for again. */
export function keepReview(review: ProviderReview): void {
  queryClient.setQueryData(apiKey('reviewProviderRequest', { params: { id: review.id } }), review);
  void refresh('listAllProviderRequests');
}
