import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

async function saved(method = 'pm_card_visa') {
  const { stripe } = harness;
  const customer = await stripe.customers.create({ email: 'ann@shop.test' });
  const card = await stripe.paymentMethods.attach(method, { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  return { customer: customer.id, card: card.id };
}

function recharge({ customer, card }: { customer: string; card: string }, more = {}) {
  return harness.stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    confirm: true,
    off_session: true,
    customer,
    payment_method: card,
    ...more,
  });
}

async function newest(type: string): Promise<Stripe.Event | undefined> {
  return (await harness.stripe.events.list({ type, limit: 1 })).data[0];
}

describe('a saved card that others change', () => {
  it('is listed with its owner, looks and default mark', async () => {
    const { customer, card } = await saved();
    const { body } = await harness.control('GET', '/cards');
    expect(body.items.find((item: { id: string }) => item.id === card)).toMatchObject({
      customer,
      email: 'ann@shop.test',
      brand: 'visa',
      last4: '4242',
      expired: false,
      isDefault: true,
    });
  });

  it('expires: payments are declined as expired_card until the network renews it', async () => {
    const own = await saved();
    await harness.control('POST', `/cards/${own.card}/expire`);
    expect((await newest('payment_method.updated'))?.data.object).toMatchObject({ id: own.card });
    expect(await failureOf(recharge(own))).toMatchObject({ statusCode: 402, code: 'expired_card' });
    const renewal = { expMonth: 3, expYear: 2044, last4: '1111' };
    expect((await harness.control('POST', `/cards/${own.card}/renew`, renewal)).status).toBe(200);
    const told = await newest('payment_method.automatically_updated');
    expect(told?.data).toMatchObject({
      object: { id: own.card, card: { exp_month: 3, exp_year: 2044, last4: '1111' } },
      previous_attributes: { card: { last4: '4242' } },
    });
    expect((await recharge(own)).status).toBe('succeeded');
  });

  it('expires by time alone', async () => {
    const own = await startHarness();
    const { stripe } = own;
    const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' });
    const card = (await stripe.customers.listPaymentMethods(customer.id)).data[0]?.id ?? '';
    await own.clock.advance(5 * 366 * 86_400);
    const late = stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      confirm: true,
      off_session: true,
      customer: customer.id,
      payment_method: card,
    });
    expect(await failureOf(late)).toMatchObject({ code: 'expired_card' });
    await own.close();
  });

  it('is detached at the dashboard: the customer loses the default and is told of', async () => {
    const own = await saved();
    expect((await harness.control('POST', `/cards/${own.card}/detach`)).body).toMatchObject({ customer: null });
    expect((await newest('payment_method.detached'))?.data).toMatchObject({
      object: { id: own.card },
      previous_attributes: { customer: own.customer },
    });
    expect((await newest('customer.updated'))?.data).toMatchObject({
      object: { id: own.customer, invoice_settings: { default_payment_method: null } },
      previous_attributes: { invoice_settings: { default_payment_method: own.card } },
    });
    expect(await failureOf(recharge(own))).toMatchObject({ statusCode: 400 });
    expect((await harness.control('POST', `/cards/${own.card}/detach`)).status).toBe(404);
  });

  it('becomes the default at the dashboard', async () => {
    const { customer } = await saved();
    const second = await harness.stripe.paymentMethods.attach('pm_card_mastercard', { customer });
    await harness.control('POST', `/cards/${second.id}/default`);
    expect(await harness.stripe.customers.retrieve(customer)).toMatchObject({
      invoice_settings: { default_payment_method: second.id },
    });
  });
});

describe('an ordered decline', () => {
  it.each([
    ['insufficient_funds', 'card_declined', 'insufficient_funds'],
    ['do_not_honor', 'card_declined', 'do_not_honor'],
    ['expired_card', 'expired_card', undefined],
    ['authentication_required', 'authentication_required', 'authentication_required'],
  ])('%s strikes the next payment with a good card, once', async (decline, code, declineCode) => {
    const own = await saved();
    expect((await harness.control('POST', '/declines', { decline, paymentMethod: own.card })).status).toBe(201);
    const error = await failureOf(recharge(own));
    expect(error).toMatchObject({ statusCode: 402, code, payment_intent: { status: 'requires_payment_method' } });
    expect(error.decline_code || undefined).toBe(declineCode);
    expect((await recharge(own)).status).toBe('succeeded');
  });

  it('of authentication makes a present customer pass a challenge', async () => {
    const own = await saved();
    await harness.control('POST', '/declines', { decline: 'authentication_required', customer: own.customer });
    const asked = await recharge(own, { off_session: undefined, return_url: 'https://shop.test/back' });
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
  });

  it('leaves others alone and can be taken back', async () => {
    const [own, other] = [await saved(), await saved()];
    await harness.control('POST', '/declines', { decline: 'lost_card', count: 5, paymentMethod: own.card });
    expect((await recharge(other)).status).toBe('succeeded');
    await harness.control('DELETE', '/declines');
    expect((await recharge(own)).status).toBe('succeeded');
    expect((await harness.control('POST', '/declines', { decline: 'bad_mood' })).status).toBe(400);
  });
});
