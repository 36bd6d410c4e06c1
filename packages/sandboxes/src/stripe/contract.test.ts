import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, type Harness, startHarness } from './testing.ts';

/** Stripe's own example objects; they live beside the checkout where they are at hand. */
const fixturesFile = new URL('../../../../../shared/data/stripe-fixtures3.json', import.meta.url);

/** A charge answers its refunds only when they are expanded. */
const ignored: Record<string, string[]> = {
  charge: ['refunds'],
  event: ['data'],
  account: ['settings', 'capabilities'],
};

describe.runIf(existsSync(fixturesFile))("answers have the shape of Stripe's own examples", () => {
  let harness: Harness;
  const made = new Map<string, Answered>();

  beforeAll(async () => {
    harness = await startHarness({ webhookUrl: 'http://localhost:9/' });
    const { stripe } = harness;
    const pay = { amount: 2500, currency: 'usd', confirm: true, allowed_payment_method_types: ['card' as const] };
    const customer = await stripe.customers.create({ email: 'ann@shop.test', payment_method: 'pm_card_visa' });
    const intent = await stripe.paymentIntents.create({ ...pay, payment_method: 'pm_card_visa' });
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 100 });
    await stripe.paymentIntents.create({ ...pay, payment_method: 'pm_card_createDispute' });
    await stripe.paymentIntents.create({ ...pay, payment_method: 'pm_card_createIssuerFraudRecord' });
    await stripe.paymentIntents.create({ ...pay, amount: 25_000, payment_method: 'pm_card_bypassPending' });
    const endpoints = await stripe.webhookEndpoints.list();
    for (const object of [
      customer,
      intent,
      refund,
      await stripe.charges.retrieve(String(intent.latest_charge)),
      await stripe.balanceTransactions.retrieve(String(refund.balance_transaction)),
      await stripe.paymentMethods.retrieve(String(intent.payment_method)),
      await stripe.setupIntents.create({ customer: customer.id }),
      (await stripe.disputes.list({ limit: 1 })).data[0],
      (await stripe.events.list({ limit: 1 })).data[0],
      await stripe.balance.retrieve(),
      await stripe.accounts.create({ type: 'express' }),
      endpoints.data[0],
      (await stripe.radar.earlyFraudWarnings.list()).data[0],
      await stripe.payouts.create({ amount: 100, currency: 'usd' }),
    ]) {
      if (object) made.set(object.object, object);
    }
    made.set('deleted_customer', await stripe.customers.del(customer.id));
  });
  afterAll(() => harness.close());

  const fixtures: Record<string, Answered> = existsSync(fixturesFile)
    ? JSON.parse(readFileSync(fixturesFile, 'utf8')).resources
    : {};

  it.each([
    'account',
    'balance',
    'balance_transaction',
    'charge',
    'customer',
    'deleted_customer',
    'dispute',
    'event',
    'payment_intent',
    'payment_method',
    'payout',
    'radar.early_fraud_warning',
    'refund',
    'setup_intent',
    'webhook_endpoint',
  ])('%s', (noun) => {
    expect(differences(fixtures[noun], made.get(noun), ignored[noun] ?? [])).toEqual([]);
  });
});

/** Paths at which the answer lacks a field of the example or has another JSON type. */
function differences(example: Answered, answer: Answered, skipped: string[], path = ''): string[] {
  if (answer === undefined) return [`${path}: missing`];
  if (example === null || answer === null) return [];
  if (typeof example !== typeof answer) return [`${path}: ${typeof answer} instead of ${typeof example}`];
  if (Array.isArray(example)) {
    if (!Array.isArray(answer)) return [`${path}: no list`];
    return example.length > 0 && answer.length > 0 ? differences(example[0], answer[0], skipped, `${path}[0]`) : [];
  }
  if (typeof example !== 'object' || ['metadata', 'payment_method_options'].some((name) => path.endsWith(name)))
    return [];
  return Object.keys(example).flatMap((key) => {
    const inner = path ? `${path}.${key}` : key;
    return skipped.includes(inner) ? [] : differences(example[key], answer[key], skipped, inner);
  });
}
