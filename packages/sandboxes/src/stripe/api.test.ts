import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, failureOf, type Harness, startHarness, testKeys } from './testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const payment = {
  amount: 2500,
  currency: 'usd',
  confirm: true,
  payment_method: 'pm_card_visa',
  allowed_payment_method_types: ['card'],
};

describe('access', () => {
  it('needs the secret key', async () => {
    const error = await failureOf(clientOf(harness.sandbox, 'sk_test_wrong_key_0000').customers.list());
    expect(error).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
    expect(error.message).not.toContain('sk_test_wrong_key_0000');
    expect((await fetch(`${harness.sandbox.url}/v1/customers`)).status).toBe(401);
  });

  it('gives a browser one intent, by its client secret, without what the server wrote', async () => {
    const intent = await harness.stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      metadata: { hidden: 'yes' },
    });
    const path = `/v1/payment_intents/${intent.id}`;
    const shown = await harness.browse('GET', path, { client_secret: intent.client_secret ?? '' });
    expect(shown.body).toMatchObject({ id: intent.id, amount: 900, status: 'requires_payment_method' });
    expect(shown.body).not.toHaveProperty('metadata');
    expect((await harness.browse('GET', path, { client_secret: `${intent.id}_secret_guess` })).status).toBe(400);
    expect((await harness.browse('GET', '/v1/customers')).body.error.code).toBe('secret_key_required');
    expect((await harness.browse('POST', '/v1/refunds', { payment_intent: intent.id })).status).toBe(403);
  });

  it('lets browsers of any origin ask', async () => {
    const headers = {
      Origin: 'http://shop.test',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization',
    };
    const answer = await fetch(`${harness.sandbox.url}/v1/payment_methods`, { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('refusals', () => {
  it('name what is unknown, missing or malformed', async () => {
    const { stripe } = harness;
    expect(await failureOf(stripe.customers.retrieve('cus_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
    });
    expect(await failureOf(stripe.rawRequest('POST', '/v1/customers', { shoe_size: 44 }))).toMatchObject({
      statusCode: 400,
      code: 'parameter_unknown',
      param: 'shoe_size',
    });
    expect(await failureOf(stripe.rawRequest('POST', '/v1/payment_intents', { currency: 'usd' }))).toMatchObject({
      code: 'parameter_missing',
      param: 'amount',
    });
    expect(
      await failureOf(stripe.rawRequest('POST', '/v1/payment_intents', { currency: 'usd', amount: '10.5' })),
    ).toMatchObject({
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
    expect(
      await failureOf(
        stripe.rawRequest('POST', '/v1/payment_intents', {
          currency: 'usd',
          amount: 500,
          automatic_payment_methods: { enabled: true, color: 1 },
        }),
      ),
    ).toMatchObject({ code: 'parameter_unknown', param: 'automatic_payment_methods[color]' });
    expect(await failureOf(stripe.rawRequest('GET', '/v1/nothing'))).toMatchObject({ statusCode: 404 });
  });

  it('carry a request id and the version asked for', async () => {
    const error = await failureOf(harness.stripe.customers.retrieve('cus_none'));
    expect(error.requestId).toMatch(/^req_/);
    expect(error.headers['stripe-version']).toBe('2026-10-28.endive');
  });
});

describe('versions', () => {
  it.each([
    ['2020-08-27', 200],
    ['2026-10-28.endive', 200],
    ['latest', 400],
  ])('%s answers %i and is named again', async (version, status) => {
    const headers = { Authorization: `Bearer ${testKeys.secretKey}`, 'Stripe-Version': version };
    const answer = await fetch(`${harness.sandbox.url}/v1/balance`, { headers });
    expect([answer.status, answer.headers.get('stripe-version')]).toEqual([status, version]);
  });
});

describe('lists', () => {
  it('go newest first, page by cursor in both directions and filter by time', async () => {
    const { stripe } = harness;
    const email = 'pages@shop.test';
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await stripe.customers.create({ email })).id);
    const first = await stripe.customers.list({ email, limit: 2 });
    expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' });
    const second = await stripe.customers.list({ email, limit: 2, starting_after: made[1] });
    const before = await stripe.customers.list({ email, limit: 1, ending_before: made[2] });
    const ids = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);
    expect([ids(first), ids(second), ids(before)]).toEqual([made.slice(0, 2), made.slice(2, 4), [made[1]]]);
    const all: string[] = [];
    for await (const customer of stripe.customers.list({ email, limit: 2 })) all.push(customer.id);
    expect(all).toEqual(made);
    await harness.clock.advance(3600);
    const since = Math.floor(harness.clock.now() / 1000) - 60;
    const late = await stripe.customers.create({ email });
    expect(ids(await stripe.customers.list({ email, created: { gte: since } }))).toEqual([late.id]);
    expect(await failureOf(stripe.customers.list({ starting_after: 'cus_none' }))).toMatchObject({
      code: 'resource_missing',
    });
    expect(await failureOf(stripe.customers.list({ limit: 101 }))).toMatchObject({ param: 'limit' });
  });

  it('expand what they hold and refuse what cannot be expanded', async () => {
    const { stripe } = harness;
    const intent = await stripe.paymentIntents.create(payment);
    const { data } = await stripe.paymentIntents.list({
      limit: 1,
      expand: ['data.latest_charge', 'data.payment_method'],
    });
    expect(data[0]).toMatchObject({
      id: intent.id,
      latest_charge: { object: 'charge' },
      payment_method: { object: 'payment_method' },
    });
    const booked = await stripe.balanceTransactions.list({ type: 'charge', limit: 1, expand: ['data.source'] });
    expect(booked.data[0]?.source).toMatchObject({ object: 'charge', payment_intent: intent.id });
    expect(await failureOf(stripe.paymentIntents.list({ limit: 1, expand: ['data.status'] }))).toMatchObject({
      statusCode: 400,
    });
  });
});

describe('idempotency keys', () => {
  it('give the same answer again and do the work once', async () => {
    const options = { idempotencyKey: 'pay-once' };
    const first = await harness.stripe.paymentIntents.create(payment, options);
    const second = await harness.stripe.paymentIntents.create(payment, options);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    const { data } = await harness.stripe.charges.list({ payment_intent: first.id });
    expect(data).toHaveLength(1);
  });

  it('refuse other parameters and another endpoint', async () => {
    const options = { idempotencyKey: 'pay-this' };
    await harness.stripe.paymentIntents.create(payment, options);
    const error = await failureOf(harness.stripe.paymentIntents.create({ ...payment, amount: 2600 }, options));
    expect(error).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    expect(await failureOf(harness.stripe.customers.create({}, options))).toMatchObject({
      type: 'StripeIdempotencyError',
    });
  });

  it('remember declines, but not refused parameters', async () => {
    const declined = { ...payment, payment_method: 'pm_card_chargeDeclined' };
    const first = await failureOf(harness.stripe.paymentIntents.create(declined, { idempotencyKey: 'no' }));
    const second = await failureOf(harness.stripe.paymentIntents.create(declined, { idempotencyKey: 'no' }));
    expect(second.payment_intent.id).toBe(first.payment_intent.id);
    const options = { idempotencyKey: 'corrected' };
    await failureOf(harness.stripe.paymentIntents.create({ ...payment, amount: 1 }, options));
    expect((await harness.stripe.paymentIntents.create(payment, options)).status).toBe('succeeded');
  });

  it('refuse a twin while the first is under way', async () => {
    await harness.control('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'slow', ms: 400 });
    const options = { idempotencyKey: 'twins' };
    const answers = await Promise.allSettled([1, 2].map(() => harness.stripe.paymentIntents.create(payment, options)));
    const refused = answers.find((answer) => answer.status === 'rejected');
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(refused?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  });

  it('are forgotten after 24 hours', async () => {
    const options = { idempotencyKey: 'yesterday' };
    const first = await harness.stripe.paymentIntents.create(payment, options);
    await harness.clock.advance(86_399);
    expect((await harness.stripe.paymentIntents.create(payment, options)).id).toBe(first.id);
    await harness.clock.advance(2);
    expect((await harness.stripe.paymentIntents.create(payment, options)).id).not.toBe(first.id);
  });
});

describe('faults', () => {
  const fault = (kind: string, more: object = {}) =>
    harness.control('POST', '/faults', { route: 'POST /v1/payment_intents', kind, ...more });
  const charges = async () => (await harness.control('GET', '/ledger')).body.charges.length;

  it('error500 and error429 happen before anything is done, as often as told', async () => {
    const before = await charges();
    await fault('error500', { count: 2 });
    await fault('error429');
    for (const status of [500, 500, 429]) {
      expect(
        await failureOf(harness.stripe.paymentIntents.create(payment, { idempotencyKey: 'after-faults' })),
      ).toMatchObject({ statusCode: status });
    }
    expect(await charges()).toBe(before);
    await harness.stripe.paymentIntents.create(payment, { idempotencyKey: 'after-faults' });
    expect(await charges()).toBe(before + 1);
  });

  it.each([
    ['timeoutBeforeEffect', 0],
    ['timeoutAfterEffect', 1],
  ])('%s leaves the client without an answer and %i charge made; the same key then finds out', async (kind, made) => {
    const before = await charges();
    await fault(kind);
    const impatient = clientOf(harness.sandbox, testKeys.secretKey, { timeout: 300 });
    const options = { idempotencyKey: `unknown-${kind}` };
    expect(await failureOf(impatient.paymentIntents.create(payment, options))).toMatchObject({
      type: 'StripeConnectionError',
    });
    expect(await charges()).toBe(before + made);
    expect((await harness.stripe.paymentIntents.create(payment, options)).status).toBe('succeeded');
    expect(await charges()).toBe(before + 1);
  });

  it('a timeout that is cut short is not sent again by the client by itself', async () => {
    const before = await charges();
    await fault('timeoutAfterEffect', { ms: 10 });
    expect(await failureOf(harness.stripe.paymentIntents.create(payment))).toMatchObject({
      type: 'StripeConnectionError',
    });
    expect(await charges()).toBe(before + 1);
  });

  it('holdAfterEffect lets others see the payment before its maker hears of it', async () => {
    await fault('holdAfterEffect', { ms: 300 });
    const before = await charges();
    let answered = false;
    const made = harness.stripe.paymentIntents.create(payment).then(() => {
      answered = true;
    });
    await expect.poll(charges, { interval: 10 }).toBe(before + 1);
    expect(answered).toBe(false);
    await made;
  });

  it('strike only their route, whose ids may be left open', async () => {
    await harness.control('POST', '/faults', { route: 'GET /v1/payment_intents/:id', kind: 'error500' });
    await harness.stripe.paymentIntents.list();
    expect(await failureOf(harness.stripe.paymentIntents.retrieve('pi_any'))).toMatchObject({ statusCode: 500 });
    expect(await failureOf(harness.stripe.paymentIntents.retrieve('pi_any'))).toMatchObject({ statusCode: 404 });
  });

  it('of an unknown kind are refused', async () => {
    expect((await fault('earthquake')).status).toBe(400);
  });
});
