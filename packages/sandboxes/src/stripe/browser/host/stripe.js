import { StripeClient } from './client.js';

/** `window.Stripe(publishableKey)`: the part of stripe.js that card payments need. */
export function Stripe(apiKey) {
  if (typeof apiKey !== 'string' || !apiKey.startsWith('pk_')) {
    throw new Error('Please call Stripe() with your publishable key. You used a secret key or an empty string.');
  }
  return new StripeClient(apiKey);
}

Stripe.version = 'endive';
window.Stripe = Stripe;
