import { showChallenge } from './challenge.js';
import { connect, createFrame } from './channel.js';
import { Elements } from './elements.js';

/** What `Stripe(publishableKey)` gives. Calls resolve with `{paymentIntent}`, `{setupIntent}`, … or `{error}`. */
export class StripeClient {
  constructor(apiKey) {
    this.apiKey = apiKey;
    this.controller = startController(apiKey);
  }

  elements = (options) => new Elements(this.apiKey, options);

  confirmPayment = (options) => this.confirm('payment_intent', options);

  confirmSetup = (options) => this.confirm('setup_intent', options);

  confirmCardPayment = (clientSecret, details) => this.confirmCard('payment_intent', clientSecret, details);

  confirmCardSetup = (clientSecret, details) => this.confirmCard('setup_intent', clientSecret, details);

  retrievePaymentIntent = (clientSecret) => this.shown('payment_intent', clientSecret);

  retrieveSetupIntent = (clientSecret) => this.shown('setup_intent', clientSecret);

  createPaymentMethod = async ({ elements, params = {}, type, card, billing_details: billing } = {}) => {
    const form = elements?.form ?? card;
    if (!form?.call || (type && type !== 'card')) {
      return refusal('Pass the Elements or card Element to make a payment method of.');
    }
    const billingDetails = params.billing_details ?? billing;
    const { error, body } = await form.call('createPaymentMethod', { billingDetails });
    return error ? { error } : { paymentMethod: body };
  };

  createToken = async () => refusal('This sandbox makes no tokens: use createPaymentMethod.');

  /** Shows the challenge that an intent asks for, or takes the customer to its page. */
  handleNextAction = async ({ clientSecret }) => {
    const noun = String(clientSecret).startsWith('seti_') ? 'setup_intent' : 'payment_intent';
    const { error, body } = await this.retrieve(noun, clientSecret);
    const redirect = body?.next_action?.redirect_to_url;
    if (!redirect) return this.finish(noun, { error, body });
    location.assign(redirect.url);
    return new Promise(() => {});
  };

  registerAppInfo = () => {};

  _registerWrapper = () => {};

  /** Confirms with what a form holds, or with a payment method that exists. */
  async confirm(noun, { elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
    const secret = clientSecret ?? elements?.options.clientSecret;
    if (!secret) return refusal('A client secret is needed to confirm.');
    const method = confirmParams.payment_method;
    const place = elements?.form && !method ? elements.form : this.controller;
    const answer = await place.call('confirm', { noun, clientSecret: secret, confirmParams, paymentMethod: method });
    const result = await this.finish(noun, answer);
    if (result.error || redirect === 'if_required' || !confirmParams.return_url) return result;
    leave(noun, confirmParams.return_url, result[camel(noun)]);
    return new Promise(() => {});
  }

  /** The older calls for one kind of payment method: `{payment_method: id | {card: element, billing_details}}`. */
  async confirmCard(noun, clientSecret, details = {}) {
    const method = details.payment_method;
    const request = { noun, clientSecret, confirmParams: { return_url: details.return_url } };
    const answer = method?.card?.call
      ? await method.card.call('confirm', { ...request, billingDetails: method.billing_details })
      : await this.controller.call('confirm', { ...request, paymentMethod: method });
    return this.finish(noun, answer);
  }

  /** Goes on with an intent that a confirmation gave back: shows the challenge, then says how it ended. */
  async finish(noun, { error, body }) {
    if (error) return { error };
    let intent = body;
    const challenge = intent.status === 'requires_action' && intent.next_action?.use_stripe_sdk?.stripe_js;
    if (challenge) {
      const outcome = await showChallenge(challenge, intent.id);
      if (outcome === 'canceled') await this.controller.call('failChallenge', { url: challenge });
      const after = await this.retrieve(noun, intent.client_secret);
      if (after.error) return { error: after.error };
      intent = after.body;
    }
    const failure = noun === 'payment_intent' ? intent.last_payment_error : intent.last_setup_error;
    if (intent.status === 'requires_payment_method' && failure) return { error: { ...failure, [noun]: intent } };
    return { [camel(noun)]: intent };
  }

  async shown(noun, clientSecret) {
    const { error, body } = await this.retrieve(noun, clientSecret);
    return error ? { error } : { [camel(noun)]: body };
  }

  retrieve(noun, clientSecret) {
    const id = String(clientSecret).split('_secret_')[0];
    const form = { client_secret: clientSecret };
    return this.controller.call('request', { method: 'GET', path: `/v1/${noun}s/${id}`, form });
  }
}

/** A hidden frame that speaks with the API where no form is involved. */
function startController(apiKey) {
  const frame = createFrame('/js/frame/frame.html?kind=controller', 'Stripe controller', '__privateStripeController');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    opacity: '0',
    pointerEvents: 'none',
  });
  const channel = connect(frame, { apiKey, kind: 'controller' });
  if (document.body) document.body.append(frame);
  else document.addEventListener('DOMContentLoaded', () => document.body.append(frame), { once: true });
  return channel;
}

/** Takes the customer to the address the page asked for, with what Stripe adds to it. */
function leave(noun, returnUrl, intent) {
  const address = new URL(returnUrl, location.href);
  address.searchParams.set(noun, intent.id);
  address.searchParams.set(`${noun}_client_secret`, intent.client_secret);
  address.searchParams.set('redirect_status', intent.status === 'processing' ? 'pending' : intent.status);
  location.assign(address);
}

function refusal(message) {
  return { error: { type: 'invalid_request_error', message } };
}

function camel(noun) {
  return noun.replace(/_(\w)/, (_, letter) => letter.toUpperCase());
}
