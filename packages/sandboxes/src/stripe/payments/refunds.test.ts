import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

async function paid(method = 'pm_card_visa', amount = 2500): Promise<string> {
  const intent = await harness.stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  return intent.id;
}

async function chargeOf(intent: string) {
  const { data } = await harness.stripe.charges.list({ payment_intent: intent, limit: 1 });
  return data[0];
}

async function typesOf(intent: string) {
  const { data } = await harness.stripe.events.list({ limit: 100 });
  return data.filter((event) => JSON.stringify(event).includes(intent)).map((event) => event.type);
}

describe('refunds', () => {
  it('add up to the charge and not a cent more', async () => {
    const intent = await paid();
    const first = await harness.stripe.refunds.create({
      payment_intent: intent,
      amount: 1000,
      reason: 'requested_by_customer',
    });
    expect(first).toMatchObject({ status: 'succeeded', amount: 1000, reason: 'requested_by_customer' });
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 1000, refunded: false });
    expect(await failureOf(harness.stripe.refunds.create({ payment_intent: intent, amount: 1501 }))).toMatchObject({
      param: 'amount',
    });
    await harness.stripe.refunds.create({ payment_intent: intent });
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 2500, refunded: true });
    expect(await failureOf(harness.stripe.refunds.create({ payment_intent: intent }))).toMatchObject({
      code: 'charge_already_refunded',
    });
    const { data } = await harness.stripe.refunds.list({ payment_intent: intent });
    expect(data.map((refund) => refund.amount)).toEqual([1500, 1000]);
  });

  it('take the amount out of the balance without giving the fee back', async () => {
    const intent = await paid();
    const refund = await harness.stripe.refunds.create({
      payment_intent: intent,
      amount: 700,
      expand: ['balance_transaction'],
    });
    expect(refund.balance_transaction).toMatchObject({ amount: -700, fee: 0, net: -700, type: 'refund' });
  });

  it('wait for the bank with pm_card_pendingRefund', async () => {
    const intent = await paid('pm_card_pendingRefund');
    const refund = await harness.stripe.refunds.create({ payment_intent: intent });
    expect(refund.status).toBe('pending');
    await harness.clock.advance(60);
    expect(await harness.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'succeeded' });
  });

  it('come back with pm_card_refundFail and leave the charge refundable again', async () => {
    const intent = await paid('pm_card_refundFail');
    const refund = await harness.stripe.refunds.create({ payment_intent: intent });
    await harness.clock.advance(60);
    expect(await harness.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(await typesOf(refund.id)).toContain('refund.failed');
  });
});

describe('disputes', () => {
  it('take the money and a fee, and give the money back when won', async () => {
    const intent = await paid();
    const { body: dispute } = await harness.control('POST', '/disputes', { paymentIntent: intent });
    expect(dispute).toMatchObject({
      object: 'dispute',
      amount: 2500,
      status: 'needs_response',
      payment_intent: intent,
    });
    expect(dispute.balance_transactions).toMatchObject([{ amount: -2500, fee: 1500, net: -4000 }]);
    expect(await failureOf(harness.stripe.refunds.create({ payment_intent: intent }))).toMatchObject({
      code: 'charge_disputed',
    });
    const { body: closed } = await harness.control('POST', `/disputes/${dispute.id}/close`, { outcome: 'won' });
    expect(closed.status).toBe('won');
    expect(closed.balance_transactions.map((booked: { amount: number }) => booked.amount)).toEqual([-2500, 2500]);
    expect((await typesOf(dispute.id)).reverse()).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.funds_reinstated',
      'charge.dispute.closed',
    ]);
  });

  it('are judged by the test evidence that Stripe documents', async () => {
    for (const [uncategorized_text, status] of [
      ['winning_evidence', 'won'],
      ['losing_evidence', 'lost'],
    ] as const) {
      await paid('pm_card_createDispute');
      const { data } = await harness.stripe.disputes.list({ limit: 1 });
      const dispute = await harness.stripe.disputes.update(data[0]?.id ?? '', { evidence: { uncategorized_text } });
      expect(dispute.status).toBe(status);
    }
  });

  it('of nothing answer 404', async () => {
    expect((await harness.control('POST', '/disputes', { paymentIntent: 'pi_none' })).status).toBe(404);
  });
});

it('the control ledger lists every charge, refund and dispute to the cent, and the balance is their sum', async () => {
  const own = await startHarness();
  const create = (amount: number) =>
    own.stripe.paymentIntents.create({
      amount,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
    });
  const [first, second] = [await create(2500), await create(10_000)];
  await own.stripe.refunds.create({ payment_intent: first.id, amount: 500 });
  await own.control('POST', '/disputes', { paymentIntent: second.id });
  const { body: ledger } = await own.control('GET', '/ledger');
  expect(ledger.charges).toMatchObject([
    { paymentIntent: first.id, amount: 2500, amountRefunded: 500, currency: 'usd', status: 'succeeded' },
    { paymentIntent: second.id, amount: 10_000, disputed: true },
  ]);
  expect(ledger.refunds).toMatchObject([{ paymentIntent: first.id, amount: 500, status: 'succeeded' }]);
  expect(ledger.disputes).toMatchObject([{ paymentIntent: second.id, amount: 10_000, status: 'needs_response' }]);
  const balance = await own.stripe.balance.retrieve();
  const total = (balance.available[0]?.amount ?? 0) + (balance.pending[0]?.amount ?? 0);
  expect(total).toBe(2500 - 103 + 10_000 - 320 - 500 - 10_000 - 1500);
  await own.close();
});
