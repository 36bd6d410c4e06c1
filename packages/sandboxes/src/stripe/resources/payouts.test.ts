import { afterAll, beforeAll, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const day = 86_400;

async function pay(amount: number, method = 'pm_card_bypassPending') {
  return harness.stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
}

async function availableCents(): Promise<number> {
  return (await harness.stripe.balance.retrieve()).available[0]?.amount ?? 0;
}

it('a payout takes available money out of the balance and arrives two days later', async () => {
  await pay(10_000);
  const error = await failureOf(harness.stripe.payouts.create({ amount: 9681, currency: 'usd' }));
  expect(error).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
  const payout = await harness.stripe.payouts.create({
    amount: 5000,
    currency: 'usd',
    expand: ['balance_transaction'],
  });
  expect(payout).toMatchObject({ status: 'pending', automatic: false });
  expect(payout.balance_transaction).toMatchObject({ amount: -5000, fee: 0, net: -5000, type: 'payout' });
  expect(await availableCents()).toBe(10_000 - 320 - 5000);
  await harness.clock.advance(2 * day + 1);
  expect((await harness.stripe.payouts.retrieve(payout.id)).status).toBe('paid');
  expect(await failureOf(harness.stripe.payouts.cancel(payout.id))).toMatchObject({ statusCode: 400 });
});

it('the schedule pays out all that is available, and its parts add up to the payout', async () => {
  await pay(3000);
  const refunded = await pay(2000);
  await harness.stripe.refunds.create({ payment_intent: refunded.id, amount: 500 });
  await pay(7000, 'pm_card_visa');
  const available = await availableCents();
  const { status, body: payout } = await harness.control('POST', '/payouts', {});
  expect({ status, amount: payout.amount, automatic: payout.automatic }).toEqual({
    status: 201,
    amount: available,
    automatic: true,
  });
  expect(await availableCents()).toBe(0);
  const { data } = await harness.stripe.balanceTransactions.list({ payout: payout.id, limit: 100 });
  expect(data[0]).toMatchObject({ type: 'payout', net: -available });
  expect(data.slice(1).reduce((sum, { net }) => sum + net, 0)).toBe(available);
  expect((await harness.control('POST', '/payouts', {})).status).toBe(409);
  await harness.clock.advance(3 * day);
  expect((await harness.control('POST', '/payouts', {})).body.amount).toBe(7000 - 233);
});

it('a payout that the bank sends back is in the balance again', async () => {
  await pay(4000);
  const { body: payout } = await harness.control('POST', '/payouts', {});
  const failed = await harness.control('POST', `/payouts/${payout.id}/settle`, { outcome: 'failed' });
  expect(failed.body).toMatchObject({ status: 'failed', failure_code: 'account_closed' });
  expect(await availableCents()).toBe(payout.amount);
  const { data } = await harness.stripe.events.list({ types: ['payout.created', 'payout.failed'], limit: 2 });
  expect(data.map(({ type }) => type)).toEqual(['payout.failed', 'payout.created']);
});

it('only automatic payouts list their parts', async () => {
  const payout = await harness.stripe.payouts.create({ amount: 100, currency: 'usd' });
  expect(await failureOf(harness.stripe.balanceTransactions.list({ payout: payout.id }))).toMatchObject({
    param: 'payout',
  });
  expect((await harness.stripe.payouts.cancel(payout.id)).status).toBe('canceled');
});
