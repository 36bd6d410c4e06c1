import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const noRedirects = { automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const } };

function pay(paymentMethod: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return harness.stripe.paymentIntents.create({
    amount: 2500,
    currency: 'usd',
    confirm: true,
    payment_method: paymentMethod,
    ...noRedirects,
    ...more,
  });
}

/** Answers the challenge as the customer would on the bank's page. */
function answerChallenge(url: string, result: 'complete' | 'fail') {
  return fetch(url, { method: 'POST', body: new URLSearchParams({ result }), redirect: 'manual' });
}

describe('a payment intent confirmed with a test card', () => {
  it('succeeds with pm_card_visa and books the charge less 2.9 % and 30 cents', async () => {
    const intent = await pay('pm_card_visa', {
      expand: ['latest_charge.balance_transaction'],
      metadata: { order: 'o1' },
    });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 2500, metadata: { order: 'o1' } });
    expect(intent.latest_charge).toMatchObject({
      paid: true,
      status: 'succeeded',
      metadata: { order: 'o1' },
      balance_transaction: { amount: 2500, fee: 103, net: 2397, type: 'charge' },
    });
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', undefined],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', undefined],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', undefined],
  ])('is declined with %s as %s', async (method, code, declineCode) => {
    const error = await failureOf(pay(method));
    expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code });
    expect(error.decline_code || undefined).toBe(declineCode);
    const intent = await harness.stripe.paymentIntents.retrieve(error.payment_intent.id, { expand: ['latest_charge'] });
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: { code },
    });
    expect(intent.latest_charge).toMatchObject({ status: 'failed', paid: false, failure_code: code });
  });

  it('can be paid with another card after a decline', async () => {
    const { payment_intent: declined } = await failureOf(pay('pm_card_chargeDeclined'));
    const paid = await harness.stripe.paymentIntents.confirm(declined.id, { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  it('is paid once: a second confirmation is refused', async () => {
    const paid = await pay('pm_card_visa');
    const error = await failureOf(
      harness.stripe.paymentIntents.confirm(paid.id, { payment_method: 'pm_card_mastercard' }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    const { data } = await harness.stripe.charges.list({ payment_intent: paid.id });
    expect(data).toHaveLength(1);
  });

  it('cannot be canceled once it succeeded, and not confirmed once canceled', async () => {
    const paid = await pay('pm_card_visa');
    expect(await failureOf(harness.stripe.paymentIntents.cancel(paid.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    const open = await harness.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    expect(await harness.stripe.paymentIntents.cancel(open.id)).toMatchObject({ status: 'canceled' });
    const error = await failureOf(harness.stripe.paymentIntents.confirm(open.id, { payment_method: 'pm_card_visa' }));
    expect(error).toMatchObject({ code: 'payment_intent_unexpected_state' });
  });

  it('takes at least 50 cents', async () => {
    const error = await failureOf(pay('pm_card_visa', { amount: 49 }));
    expect(error).toMatchObject({ statusCode: 400, code: 'amount_too_small', param: 'amount' });
  });

  it('asks for a return_url where methods that redirect are allowed', async () => {
    const error = await failureOf(pay('pm_card_visa', { automatic_payment_methods: { enabled: true } }));
    expect(error).toMatchObject({ statusCode: 400, param: 'return_url' });
  });
});

describe('3D Secure', () => {
  it.each(['pm_card_authenticationRequired', 'pm_card_authenticationRequiredOnSetup', 'pm_card_threeDSecure2Required'])(
    'asks the customer with %s and charges once the challenge is passed',
    async (method) => {
      const asked = await pay(method, { use_stripe_sdk: true });
      expect(asked).toMatchObject({ status: 'requires_action', latest_charge: null, amount_received: 0 });
      await answerChallenge(challengeUrl(asked), 'complete');
      const paid = await harness.stripe.paymentIntents.retrieve(asked.id, { expand: ['latest_charge'] });
      expect(paid).toMatchObject({ status: 'succeeded', next_action: null });
      expect(paid.latest_charge).toMatchObject({
        payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
      });
    },
  );

  it('charges nothing when the challenge fails, and its page is over afterwards', async () => {
    const asked = await pay('pm_card_authenticationRequired', { use_stripe_sdk: true });
    await answerChallenge(challengeUrl(asked), 'fail');
    const failed = await harness.stripe.paymentIntents.retrieve(asked.id);
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    expect((await answerChallenge(challengeUrl(asked), 'complete')).status).toBe(410);
  });

  it('stays open when the customer leaves, and another card can be tried', async () => {
    const asked = await pay('pm_card_authenticationRequired', { use_stripe_sdk: true });
    const paid = await harness.stripe.paymentIntents.confirm(asked.id, { payment_method: 'pm_card_visa' });
    expect(paid.status).toBe('succeeded');
    expect((await answerChallenge(challengeUrl(asked), 'complete')).status).toBe(410);
    const { data } = await harness.stripe.charges.list({ payment_intent: asked.id });
    expect(data).toHaveLength(1);
  });

  it('sends the customer back to the return_url with the outcome', async () => {
    const asked = await pay('pm_card_authenticationRequired', { return_url: 'https://shop.test/back?order=7' });
    expect(asked.next_action).toMatchObject({ type: 'redirect_to_url' });
    const answer = await answerChallenge(asked.next_action?.redirect_to_url?.url ?? '', 'complete');
    const back = new URL(answer.headers.get('location') ?? '');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: '7',
      payment_intent: asked.id,
      payment_intent_client_secret: asked.client_secret,
      redirect_status: 'succeeded',
    });
  });

  it('is declined after a passed challenge where the card has no money', async () => {
    const asked = await pay('pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', { use_stripe_sdk: true });
    await answerChallenge(challengeUrl(asked), 'complete');
    expect(await harness.stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    });
  });
});

describe('a payment while the customer is away', () => {
  async function saved(method: string) {
    const { stripe } = harness;
    const customer = await stripe.customers.create();
    const attached = await stripe.paymentMethods.attach(method, { customer: customer.id });
    return { customer: customer.id, method: attached.id };
  }

  it('succeeds with a saved card, again and again', async () => {
    const { customer, method } = await saved('pm_card_visa');
    for (const amount of [500, 700]) {
      const intent = await pay(method, { customer, amount, off_session: true });
      expect(intent).toMatchObject({ status: 'succeeded', payment_method: method });
    }
  });

  it('is declined with authentication_required where the card asks for it and was not set up', async () => {
    const { customer, method } = await saved('pm_card_authenticationRequiredOnSetup');
    const error = await failureOf(pay(method, { customer, off_session: true }));
    expect(error).toMatchObject({ code: 'authentication_required', decline_code: 'authentication_required' });
    expect(error.payment_intent).toMatchObject({ status: 'requires_payment_method' });
  });

  it('succeeds once the card was set up, but never with the card that always asks', async () => {
    const { stripe } = harness;
    for (const [method, works] of [
      ['pm_card_authenticationRequiredOnSetup', true],
      ['pm_card_authenticationRequired', false],
    ] as const) {
      const customer = (await stripe.customers.create()).id;
      const setup = await stripe.setupIntents.create({
        customer,
        payment_method: method,
        confirm: true,
        use_stripe_sdk: true,
        ...noRedirects,
      });
      await answerChallenge(challengeUrl(setup), 'complete');
      const done = await stripe.setupIntents.retrieve(setup.id);
      expect(done.status).toBe('succeeded');
      const attempt = pay(String(done.payment_method), { customer, off_session: true });
      if (works) expect((await attempt).status).toBe('succeeded');
      else expect(await failureOf(attempt)).toMatchObject({ code: 'authentication_required' });
    }
  });

  it('refuses a card that was attached but declines when charged', async () => {
    const { customer, method } = await saved('pm_card_chargeCustomerFail');
    expect(await failureOf(pay(method, { customer, off_session: true }))).toMatchObject({ code: 'card_declined' });
  });

  it("refuses another customer's card", async () => {
    const { method } = await saved('pm_card_visa');
    const stranger = await harness.stripe.customers.create();
    const error = await failureOf(pay(method, { customer: stranger.id, off_session: true }));
    expect(error).toMatchObject({ statusCode: 400, param: 'payment_method' });
  });
});

describe('a payment by bank account', () => {
  it('is processing first and succeeds once the bank has answered', async () => {
    const intent = await pay('pm_usBankAccount_success');
    expect(intent).toMatchObject({ status: 'processing', amount_received: 0 });
    await harness.clock.advance(60);
    const settled = await harness.stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(settled).toMatchObject({
      status: 'succeeded',
      latest_charge: { paid: true, balance_transaction: expect.any(String) },
    });
  });

  it('fails later where the account has no money', async () => {
    const intent = await pay('pm_usBankAccount_insufficientFunds');
    await harness.clock.advance(60);
    expect(await harness.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'insufficient_funds' },
    });
  });
});

it('keeps a card with the customer when a payment is set up for later use', async () => {
  const { stripe } = harness;
  const customer = (await stripe.customers.create()).id;
  const paid = await pay('pm_card_visa', { customer, setup_future_usage: 'off_session' });
  const { data } = await stripe.paymentMethods.list({ customer });
  expect(data.map((method) => method.id)).toEqual([paid.payment_method]);
});

it('refuses to use a card a second time that was never saved', async () => {
  const paid = await pay('pm_card_visa');
  expect(await failureOf(pay(String(paid.payment_method)))).toMatchObject({ statusCode: 400 });
});

function challengeUrl(intent: Stripe.PaymentIntent | Stripe.SetupIntent): string {
  const { stripe_js } = (intent.next_action?.use_stripe_sdk ?? {}) as { stripe_js?: string };
  return stripe_js ?? '';
}
