import { request } from './api.js';

/** Makes a payment method of the form's fields after checking them. */
export async function createPaymentMethod(apiKey, form, billingDetails) {
  const { error } = form.validate();
  if (error) return { error };
  const result = await request(apiKey, 'POST', '/v1/payment_methods', form.entry(billingDetails));
  if (result.error) form.blame(result.error);
  return result;
}

/** Confirms an intent with the form's card, or with a payment method that exists already. */
export async function confirm(apiKey, form, { noun, clientSecret, confirmParams = {}, billingDetails, paymentMethod }) {
  let method = paymentMethod;
  if (form && !method) {
    const billing = billingDetails ?? confirmParams.payment_method_data?.billing_details;
    const { error, body } = await createPaymentMethod(apiKey, form, billing);
    if (error) return { error };
    method = body.id;
  }
  const id = clientSecret.split('_secret_')[0];
  const result = await request(apiKey, 'POST', `/v1/${noun}s/${id}/confirm`, {
    client_secret: clientSecret,
    payment_method: method,
    return_url: confirmParams.return_url,
    ...(noun === 'payment_intent'
      ? { setup_future_usage: confirmParams.setup_future_usage, receipt_email: confirmParams.receipt_email }
      : {}),
    use_stripe_sdk: true,
  });
  if (result.error) form?.blame(result.error);
  return result;
}
