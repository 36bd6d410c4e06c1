import Stripe from 'stripe';

/** The card processor did not answer, or not usefully: the outcome is unknown. */
export class StripeUnreachableError extends Error {
  override name = 'StripeUnreachableError';
}

/** A refusal of the request (4xx) stays what it is; everything else means: unknown. */
export async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeInvalidRequestError) throw cause;
    throw new StripeUnreachableError('Stripe did not answer', { cause });
  }
}

/** Whether Stripe refused a parameter of ours, and which; for input that came from a caller. */
export function refusedParameter(error: unknown): { parameter: string; message: string } | undefined {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return undefined;
  return { parameter: error.param ?? '', message: error.message };
}

/** The code of Stripe's refusal, such as `resource_missing`; undefined for anything else. */
export const refusalCode = (error: unknown): string | undefined =>
  error instanceof Stripe.errors.StripeInvalidRequestError ? (error.code ?? 'invalid_request') : undefined;
