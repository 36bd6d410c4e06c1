import { afterAll, beforeAll, expect, it } from 'vitest';
import { failureOf, type Harness, startHarness } from '../testing.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

async function providerAccount(): Promise<string> {
  const { stripe } = harness;
  const { id } = await stripe.accounts.create({
    type: 'express',
    email: 'farm@shop.test',
    capabilities: { transfers: { requested: true } },
  });
  const link = await stripe.accountLinks.create({
    account: id,
    refresh_url: 'https://shop.test/again',
    return_url: 'https://shop.test/done',
    type: 'account_onboarding',
  });
  const answer = await fetch(link.url, { method: 'POST', redirect: 'manual' });
  expect(answer.headers.get('location')).toBe('https://shop.test/done');
  expect((await fetch(link.url)).status).toBe(410);
  return id;
}

const earn = (amount: number, method: string) =>
  harness.stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: method,
    allowed_payment_method_types: ['card'],
  });

it('an account takes money once its owner finished the onboarding', async () => {
  await earn(10_000, 'pm_card_bypassPending');
  const fresh = await harness.stripe.accounts.create({
    type: 'express',
    capabilities: { transfers: { requested: true } },
  });
  expect(fresh).toMatchObject({ payouts_enabled: false, capabilities: { transfers: 'inactive' } });
  const send = (destination: string) => harness.stripe.transfers.create({ amount: 500, currency: 'usd', destination });
  expect(await failureOf(send(fresh.id))).toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
  const id = await providerAccount();
  expect(await harness.stripe.accounts.retrieve(id)).toMatchObject({
    payouts_enabled: true,
    capabilities: { transfers: 'active' },
  });
  expect(await send(id)).toMatchObject({ object: 'transfer', amount: 500, destination: id });
});

it('transfers spend what is available, never what is pending, and can be reversed', async () => {
  const own = await harness.stripe.balance.retrieve();
  const available = own.available[0]?.amount ?? 0;
  const destination = await providerAccount();
  await earn(50_000, 'pm_card_visa');
  const send = (amount: number) => harness.stripe.transfers.create({ amount, currency: 'usd', destination });
  expect(await failureOf(send(available + 1))).toMatchObject({ code: 'balance_insufficient' });
  const sent = await send(available);
  await harness.stripe.transfers.createReversal(sent.id, { amount: 100 });
  expect(await harness.stripe.transfers.retrieve(sent.id)).toMatchObject({ amount_reversed: 100, reversed: false });
  expect((await harness.stripe.balance.retrieve()).available[0]?.amount).toBe(100);
  await harness.clock.advance(3 * 86_400);
  expect((await harness.stripe.balance.retrieve()).available[0]?.amount).toBe(100 + 50_000 - 1480);
});
