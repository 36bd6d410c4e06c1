import type { Stripe, StripeConstructor } from '@stripe/stripe-js';

let loading: Promise<StripeConstructor> | undefined;

/** Stripe's script from the address that the marketplace names; only pages with a card form ask for it. */
export async function loadStripe(scriptUrl: string, publishableKey: string): Promise<Stripe> {
  loading ??= loadScript(scriptUrl);
  try {
    const stripe = await loading;
    return stripe(publishableKey);
  } catch (cause) {
    loading = undefined;
    throw cause;
  }
}

function loadScript(address: string): Promise<StripeConstructor> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.async = true;
    script.onload = () => {
      const { Stripe } = window as { Stripe?: StripeConstructor };
      if (Stripe) resolve(Stripe);
      else reject(new Error('The card form was loaded but does not work.'));
    };
    script.onerror = () => {
      script.remove();
      reject(new Error('The card form could not be loaded.'));
    };
    document.head.append(script);
  });
}
