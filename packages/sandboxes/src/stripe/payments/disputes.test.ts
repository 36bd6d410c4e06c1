import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const day = 86_400;

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

async function disputed(more = {}): Promise<Answered> {
  return (await harness.control('POST', '/disputes', { paymentIntent: await paid(), ...more })).body;
}

const retrieve = (id: string) => harness.stripe.disputes.retrieve(id);

async function typesOf(id: string): Promise<string[]> {
  const { data } = await harness.stripe.events.list({ limit: 100 });
  return data.filter(({ data: { object } }) => 'id' in object && object.id === id).map(({ type }) => type);
}

describe('a dispute', () => {
  it('that nobody answers by its date is lost', async () => {
    const { id, evidence_details: details } = await disputed();
    expect(details.due_by).toBeGreaterThan(harness.clock.now() / 1000 + 8 * day);
    await harness.clock.advance(8 * day);
    expect((await retrieve(id)).status).toBe('needs_response');
    await harness.clock.advance(2 * day);
    expect(await retrieve(id)).toMatchObject({ status: 'lost', evidence_details: { past_due: true } });
    expect((await typesOf(id))[0]).toBe('charge.dispute.closed');
  });

  it('that was answered waits for the bank, however long', async () => {
    const { id } = await disputed();
    const staged = { evidence: { uncategorized_text: 'the receipt' }, submit: false };
    expect((await harness.stripe.disputes.update(id, staged)).status).toBe('needs_response');
    const sent = await harness.stripe.disputes.update(id, { submit: true });
    expect(sent).toMatchObject({ status: 'under_review', evidence: { uncategorized_text: 'the receipt' } });
    await harness.clock.advance(30 * day);
    expect((await retrieve(id)).status).toBe('under_review');
    await harness.control('POST', `/disputes/${id}/close`, { outcome: 'won' });
    expect(await typesOf(id)).toEqual([
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
      'charge.dispute.updated',
      'charge.dispute.updated',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.created',
    ]);
  });

  it('forbids refunds while it is open and after it was lost, not after it was won', async () => {
    const refund = (intent: string) => harness.stripe.refunds.create({ payment_intent: intent });
    for (const [outcome, allowed] of [
      ['won', true],
      ['lost', false],
    ] as const) {
      const dispute = await disputed();
      expect(await failureOf(refund(dispute.payment_intent))).toMatchObject({ code: 'charge_disputed' });
      await harness.control('POST', `/disputes/${dispute.id}/close`, { outcome });
      if (allowed) expect((await refund(dispute.payment_intent)).status).toBe('succeeded');
      else expect(await failureOf(refund(dispute.payment_intent))).toMatchObject({ code: 'charge_disputed' });
    }
  });

  it('comes once at a time and takes no more than is left', async () => {
    const paymentIntent = await paid();
    await harness.stripe.refunds.create({ payment_intent: paymentIntent, amount: 2000 });
    expect((await harness.control('POST', '/disputes', { paymentIntent, amount: 501 })).status).toBe(400);
    expect((await harness.control('POST', '/disputes', { paymentIntent })).body.amount).toBe(500);
    expect((await harness.control('POST', '/disputes', { paymentIntent })).status).toBe(409);
  });

  it('is several with pm_card_createMultipleDisputes', async () => {
    const intent = await paid('pm_card_createMultipleDisputes');
    const { data } = await harness.stripe.disputes.list({ payment_intent: intent });
    expect(data.map(({ amount, reason }) => [amount, reason])).toEqual([
      [1250, 'product_not_received'],
      [1250, 'fraudulent'],
    ]);
  });
});

describe('an inquiry', () => {
  it('moves no money and is over after a full refund', async () => {
    const intent = await paid('pm_card_createDisputeInquiry');
    const [inquiry] = (await harness.stripe.disputes.list({ payment_intent: intent })).data;
    expect(inquiry).toMatchObject({
      status: 'warning_needs_response',
      balance_transactions: [],
      is_charge_refundable: true,
    });
    await harness.stripe.refunds.create({ payment_intent: intent });
    expect((await retrieve(inquiry?.id ?? '')).status).toBe('warning_closed');
  });

  it.each(['control', 'evidence'])('becomes a chargeback by %s, which takes money and fee', async (way) => {
    const { id } = await disputed({ inquiry: true });
    if (way === 'control') await harness.control('POST', `/disputes/${id}/escalate`);
    else await harness.stripe.disputes.update(id, { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } });
    expect(await retrieve(id)).toMatchObject({
      status: 'needs_response',
      is_charge_refundable: false,
      balance_transactions: [{ amount: -2500, fee: 1500, net: -4000 }],
    });
    expect((await typesOf(id))[0]).toBe('charge.dispute.funds_withdrawn');
    expect((await harness.control('POST', `/disputes/${id}/escalate`)).status).toBe(409);
    await harness.clock.advance(10 * day);
    expect((await retrieve(id)).status).toBe('lost');
  });

  it('that the bank does not pursue is over after 120 days', async () => {
    const { id } = await disputed({ inquiry: true });
    await harness.clock.advance(121 * day);
    expect((await retrieve(id)).status).toBe('warning_closed');
  });
});

it('an early fraud warning can be acted on until the payment is refunded', async () => {
  const intent = await paid('pm_card_createIssuerFraudRecord');
  const list = () => harness.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent });
  expect((await list()).data).toMatchObject([{ object: 'radar.early_fraud_warning', actionable: true }]);
  await harness.stripe.refunds.create({ payment_intent: intent });
  expect((await list()).data).toMatchObject([{ actionable: false }]);
  const [told] = (await harness.stripe.events.list({ types: ['radar.early_fraud_warning.created'] })).data;
  expect(told?.data.object).toMatchObject({ payment_intent: intent });
  const byHand = await harness.control('POST', '/fraud-warnings', { paymentIntent: await paid() });
  expect(byHand).toMatchObject({ status: 201, body: { actionable: true } });
});
