import type { Stripe } from '@stripe/stripe-js';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../api/use-config.ts';
import { loadStripe } from './load-stripe.ts';

/** Stripe's object, loaded once per page. */
export function useStripeScript() {
  const config = useConfig().data;
  return useQuery<Stripe>({
    queryKey: ['stripe-script', config?.stripeJsUrl],
    queryFn: () => loadStripe(config?.stripeJsUrl ?? '', config?.stripePublishableKey ?? ''),
    enabled: config !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
    // Its object cannot be compared or frozen: it is kept as it is.
    structuralSharing: false,
  });
}
