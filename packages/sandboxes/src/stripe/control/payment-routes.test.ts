import type { Stripe } from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(() => harness.control('POST', '/challenges', { mode: 'answering' }));
afterAll(() => harness.close());

function pay(method: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return harness.stripe.paymentIntents.create({
    amount: 2500,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...more,
  });
}

describe('a challenge', () => {
  it.each([
    ['passed', 'succeeded'],
    ['failed', 'requires_payment_method'],
  ])('is listed while it is open, and %s leaves the payment %s', async (outcome, status) => {
    const asked = await pay('pm_card_threeDSecure2Required');
    const { body } = await harness.control('GET', '/challenges');
    expect(body.items).toMatchObject([{ intent: asked.id, amount: 2500, currency: 'usd' }]);
    expect((await harness.control('POST', `/challenges/${asked.id}`, { outcome })).body.status).toBe(status);
    expect((await harness.control('GET', '/challenges')).body.items).toEqual([]);
    expect((await harness.control('POST', `/challenges/${asked.id}`, { outcome })).status).toBe(404);
  });

  it('stays without an answer while the bank is silent, and can be canceled then', async () => {
    await harness.control('POST', '/challenges', { mode: 'silent' });
    const asked = await pay('pm_card_threeDSecure2Required');
    const [open] = (await harness.control('GET', '/challenges')).body.items;
    expect(await (await fetch(open.url)).text()).toContain('not answering');
    const body = new URLSearchParams({ result: 'complete' });
    expect((await fetch(open.url, { method: 'POST', body, redirect: 'manual' })).status).toBe(303);
    expect((await harness.stripe.paymentIntents.retrieve(asked.id)).status).toBe('requires_action');
    expect((await harness.stripe.paymentIntents.cancel(asked.id)).status).toBe('canceled');
    expect((await fetch(open.url)).status).toBe(410);
  });

  it('page never runs what its address says', async () => {
    const answer = await fetch(`${harness.sandbox.url}/challenges/${encodeURIComponent('</script><b>')}/src_x`);
    expect(await answer.text()).not.toContain('</script><b>');
  });
});

describe('a payment that is processing', () => {
  it.each([
    ['succeeded', { status: 'succeeded', amount_received: 2500 }],
    ['failed', { status: 'requires_payment_method', last_payment_error: { code: 'insufficient_funds' } }],
  ])('is settled at once as %s, whatever its account says', async (outcome, after) => {
    const asked = await pay('pm_usBankAccount_processing');
    expect(asked.status).toBe('processing');
    const { body } = await harness.control('POST', `/payments/${asked.id}/settle`, { outcome });
    expect(body).toMatchObject(after);
    expect((await harness.control('POST', `/payments/${asked.id}/settle`, { outcome })).status).toBe(409);
  });
});

describe('a refund', () => {
  it('made at the dashboard is told like any other', async () => {
    const paid = await pay('pm_card_visa');
    const made = await harness.control('POST', '/refunds', { paymentIntent: paid.id, amount: 700 });
    expect(made).toMatchObject({ status: 201, body: { object: 'refund', amount: 700, status: 'succeeded' } });
    const [told] = (await harness.stripe.events.list({ type: 'charge.refunded', limit: 1 })).data;
    expect(told).toMatchObject({
      request: { id: null },
      data: { object: { amount_refunded: 700, refunded: false }, previous_attributes: { amount_refunded: 0 } },
    });
    expect((await harness.control('POST', '/refunds', { paymentIntent: paid.id, amount: 1801 })).status).toBe(409);
  });

  it('that waits is settled by hand, and one that succeeded may still fail', async () => {
    const paid = await pay('pm_card_pendingRefund');
    const refund = await harness.stripe.refunds.create({ payment_intent: paid.id });
    const settle = (outcome: string) => harness.control('POST', `/refunds/${refund.id}/settle`, { outcome });
    expect((await settle('succeeded')).body.status).toBe('succeeded');
    expect((await settle('failed')).body).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: expect.any(String),
    });
    expect((await settle('failed')).status).toBe(409);
    const again = await harness.stripe.refunds.create({ payment_intent: paid.id });
    expect(again.status).toBe('pending');
    expect(await failureOf(harness.stripe.refunds.create({ payment_intent: paid.id }))).toMatchObject({
      code: 'charge_already_refunded',
    });
  });
});
