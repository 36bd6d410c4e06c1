import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

describe('customers', () => {
  it('are created, changed field by field and listed by e-mail', async () => {
    const { stripe } = harness;
    const customer = await stripe.customers.create({
      email: 'ann@shop.test',
      name: 'Ann',
      metadata: { a: '1', b: '2' },
    });
    const changed = await stripe.customers.update(customer.id, { name: '', metadata: { b: '', c: '3' } });
    expect(changed).toMatchObject({ email: 'ann@shop.test', name: null, metadata: { a: '1', c: '3' } });
    const { data } = await stripe.customers.list({ email: 'ann@shop.test' });
    expect(data.map(({ id }) => id)).toEqual([customer.id]);
  });

  it('leave a mark when deleted, take their cards with them and are listed no more', async () => {
    const { stripe } = harness;
    const customer = await stripe.customers.create({ email: 'gone@shop.test', payment_method: 'pm_card_visa' });
    const { data } = await stripe.customers.listPaymentMethods(customer.id);
    expect(await stripe.customers.del(customer.id)).toEqual({ id: customer.id, object: 'customer', deleted: true });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
    expect(await stripe.paymentMethods.retrieve(data[0]?.id ?? '')).toMatchObject({ customer: null });
    const listed = (await stripe.customers.list({ limit: 100 })).data.map(({ id }) => id);
    expect(listed).not.toContain(customer.id);
    expect(await failureOf(stripe.customers.update(customer.id, { name: 'x' }))).toMatchObject({ statusCode: 404 });
  });
});

describe('payment methods', () => {
  it('are attached, made the default, and leave the default when detached', async () => {
    const { stripe } = harness;
    const { id } = await stripe.customers.create();
    const card = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: id });
    expect(card).toMatchObject({ customer: id, card: { brand: 'mastercard', last4: '4444', exp_month: 12 } });
    await stripe.customers.update(id, { invoice_settings: { default_payment_method: card.id } });
    expect(await stripe.paymentMethods.detach(card.id)).toMatchObject({ customer: null });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ invoice_settings: { default_payment_method: null } });
    expect(await failureOf(stripe.paymentMethods.attach(card.id, { customer: id }))).toMatchObject({ statusCode: 400 });
  });

  it('are found by their customer and by no other', async () => {
    const { stripe } = harness;
    const [one, other] = [await stripe.customers.create(), await stripe.customers.create()];
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: one.id });
    expect(await stripe.customers.retrievePaymentMethod(one.id, card.id)).toMatchObject({ id: card.id });
    expect(await failureOf(stripe.customers.retrievePaymentMethod(other.id, card.id))).toMatchObject({
      statusCode: 404,
    });
  });

  it('of a declining card cannot be attached', async () => {
    const { id } = await harness.stripe.customers.create();
    const error = await failureOf(harness.stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer: id }));
    expect(error).toMatchObject({ type: 'StripeCardError', decline_code: 'generic_decline' });
  });

  it('carry the same fingerprint for the same card number', async () => {
    const cards = await Promise.all(
      ['pm_card_visa', 'pm_card_visa', 'pm_card_mastercard'].map((id) => harness.stripe.paymentMethods.retrieve(id)),
    );
    const [first, second, third] = cards.map((method) => method.card?.fingerprint);
    expect(first).toBe(second);
    expect(first).not.toBe(third);
  });

  it('are made of card numbers by the browser alone', async () => {
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' };
    expect(await failureOf(harness.stripe.paymentMethods.create({ type: 'card', card }))).toMatchObject({
      statusCode: 402,
    });
    const form = {
      type: 'card',
      'card[number]': card.number,
      'card[exp_month]': '12',
      'card[exp_year]': '2034',
      'card[cvc]': '123',
    };
    const made = await harness.browse('POST', '/v1/payment_methods', form);
    expect(made.body).toMatchObject({
      object: 'payment_method',
      card: { last4: '4242', checks: { cvc_check: 'pass' } },
    });
    expect(JSON.stringify(made.body)).not.toContain(card.number);
  });

  it.each([
    ['4242424242424241', '12', 'incorrect_number'],
    ['4242424242424242', '13', 'invalid_expiry_month'],
    ['4012888888881880', '12', 'incorrect_number'],
    ['4012888888881881', '12', 'card_declined'],
  ])('of %s with month %s are refused as %s', async (number, month, code) => {
    const form = {
      type: 'card',
      'card[number]': number,
      'card[exp_month]': month,
      'card[exp_year]': '2034',
      'card[cvc]': '123',
    };
    const { status, body } = await harness.browse('POST', '/v1/payment_methods', form);
    expect({ status, code: body.error.code }).toEqual({ status: 402, code });
  });
});

describe('setup intents', () => {
  it('keep the card with the customer', async () => {
    const { stripe } = harness;
    const { id } = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({ customer: id, usage: 'off_session' });
    expect(setup).toMatchObject({
      status: 'requires_payment_method',
      client_secret: expect.stringContaining('_secret_'),
    });
    const confirm = { client_secret: setup.client_secret ?? '', payment_method: 'pm_card_visa' };
    const done = await harness.browse('POST', `/v1/setup_intents/${setup.id}/confirm`, confirm);
    expect(done.body.status).toBe('succeeded');
    const { data } = await stripe.paymentMethods.list({ customer: id, type: 'card' });
    expect(data.map((method) => method.id)).toEqual([done.body.payment_method]);
  });

  it('for use with the customer present leave later payments to be authenticated', async () => {
    const { stripe } = harness;
    for (const [usage, works] of [
      ['off_session', true],
      ['on_session', false],
    ] as const) {
      const { id } = await stripe.customers.create();
      const setup = await stripe.setupIntents.create({
        customer: id,
        usage,
        confirm: true,
        payment_method: 'pm_card_authenticationRequiredOnSetup',
        return_url: 'https://shop.test/cards',
      });
      expect(setup.next_action).toMatchObject({ type: 'redirect_to_url' });
      await harness.control('POST', `/challenges/${setup.id}`, { outcome: 'passed' });
      const payment = stripe.paymentIntents.create({
        amount: 900,
        currency: 'usd',
        confirm: true,
        off_session: true,
        customer: id,
        payment_method: String((await stripe.setupIntents.retrieve(setup.id)).payment_method),
      });
      if (works) expect((await payment).status).toBe('succeeded');
      else expect(await failureOf(payment)).toMatchObject({ code: 'authentication_required' });
    }
  });

  it("refuse another customer's card and ask for a challenge where the account wishes one", async () => {
    const { stripe } = harness;
    const [one, other] = [await stripe.customers.create(), await stripe.customers.create()];
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: one.id });
    const confirm = { confirm: true, return_url: 'https://shop.test/cards', customer: other.id };
    const error = await failureOf(stripe.setupIntents.create({ ...confirm, payment_method: card.id }));
    expect(error).toMatchObject({ statusCode: 400, param: 'payment_method' });
    const asked = await stripe.setupIntents.create({
      ...confirm,
      payment_method: 'pm_card_threeDSecureOptional',
      payment_method_options: { card: { request_three_d_secure: 'any' } },
    });
    expect(asked.status).toBe('requires_action');
  });

  it('say why a card cannot be saved', async () => {
    const setup = await harness.stripe.setupIntents.create({ allowed_payment_method_types: ['card'] });
    const error = await failureOf(
      harness.stripe.setupIntents.confirm(setup.id, { payment_method: 'pm_card_chargeDeclined' }),
    );
    expect(error).toMatchObject({
      code: 'card_declined',
      setup_intent: { last_setup_error: { code: 'card_declined' } },
    });
  });
});
