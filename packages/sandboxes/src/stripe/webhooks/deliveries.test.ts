import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Harness, type Listener, startHarness, startListener, testKeys } from '../testing.ts';

let harness: Harness;
let listener: Listener;
beforeEach(async () => {
  listener = await startListener();
  harness = await startHarness({ webhookUrl: listener.url });
});
afterEach(async () => {
  await harness.close();
  await listener.close();
});

const pay = (own = harness) =>
  own.stripe.paymentIntents.create(
    {
      amount: 2500,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
    },
    { idempotencyKey: 'k1' },
  );
const ids = (items: { event: { id: string } }[]) => items.map(({ event }) => event.id);
const mode = (value: string) => harness.control('POST', '/webhooks', { mode: value });
const release = () => harness.control('POST', '/webhooks/release');

it('an event arrives signed by the time of the clock and verifies with the official client', async () => {
  await harness.clock.advance(30 * 86_400);
  const intent = await pay();
  const received = await listener.until(3);
  for (const { payload, headers } of received) {
    const { stripe, clock } = harness;
    const signature = String(headers['stripe-signature']);
    const event = stripe.webhooks.constructEvent(
      payload,
      signature,
      testKeys.webhookSecret,
      undefined,
      undefined,
      clock.now(),
    );
    expect(event).toMatchObject({
      object: 'event',
      api_version: '2026-10-28.endive',
      livemode: false,
      pending_webhooks: 1,
      request: { id: expect.stringMatching(/^req_/), idempotency_key: 'k1' },
    });
    expect(() =>
      stripe.webhooks.constructEvent(
        `${payload} `,
        signature,
        testKeys.webhookSecret,
        undefined,
        undefined,
        clock.now(),
      ),
    ).toThrow();
  }
  expect(received.map(({ event }) => event.type).sort()).toEqual([
    'charge.succeeded',
    'payment_intent.created',
    'payment_intent.succeeded',
  ]);
  const succeeded = received.find(({ event }) => event.type === 'payment_intent.succeeded');
  expect(succeeded?.event.data.object).toMatchObject({ id: intent.id, status: 'succeeded' });
});

it('an event is listed and given by the API, and counts no pending webhook once it was taken', async () => {
  await pay();
  await listener.until(3);
  const { stripe } = harness;
  await expect.poll(async () => (await stripe.events.list({ delivery_success: true })).data.length).toBe(3);
  const { data } = await stripe.events.list({ type: 'payment_intent.succeeded' });
  expect(data).toHaveLength(1);
  expect(await stripe.events.retrieve(data[0]?.id ?? '')).toMatchObject({
    type: 'payment_intent.succeeded',
    pending_webhooks: 0,
  });
});

it('a refused delivery is tried again until it is taken', async () => {
  listener.status = 503;
  await pay();
  await listener.until(3);
  listener.status = 200;
  const all = await listener.until(6);
  expect(ids(all.slice(3)).sort()).toEqual(ids(all.slice(0, 3)).sort());
});

it('hold keeps events back until they are released in order', async () => {
  await mode('hold');
  await pay();
  expect(listener.received).toEqual([]);
  await mode('normal');
  expect(listener.received).toEqual([]);
  expect((await release()).body).toEqual({ delivered: 3, failed: 0 });
  expect(listener.received.map(({ event }) => event.type)).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
  ]);
});

it('reverse releases the newest first, and also turns round events that arise together', async () => {
  await mode('hold');
  await pay();
  await mode('reverse');
  await release();
  const order = ['payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created'];
  expect(listener.received.map(({ event }) => event.type)).toEqual(order);
  await harness.stripe.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
  });
  const all = await listener.until(6);
  expect(all.slice(3).map(({ event }) => event.type)).toEqual(order);
});

it('duplicate delivers each event five times at once', async () => {
  await mode('duplicate');
  await pay();
  const received = await listener.until(15);
  const counts = Map.groupBy(ids(received), (id) => id);
  expect([...counts.values()].map((group) => group.length)).toEqual([5, 5, 5]);
});

it('drop loses events for the endpoint but not for the list', async () => {
  await mode('drop');
  await pay();
  await mode('normal');
  await release();
  const customer = await harness.stripe.customers.create();
  const received = await listener.until(1);
  expect(received.map(({ event }) => event.data.object.id)).toEqual([customer.id]);
  expect((await harness.stripe.events.list()).data).toHaveLength(4);
});

it('further endpoints get the types they ask for, signed with their own secret', async () => {
  const other = await startListener();
  const endpoint = await harness.stripe.webhookEndpoints.create({
    url: other.url,
    enabled_events: ['charge.succeeded'],
  });
  await pay();
  const [received] = await other.until(1);
  await listener.until(3);
  const signature = String(received?.headers['stripe-signature']);
  const event = harness.stripe.webhooks.constructEvent(received?.payload ?? '', signature, endpoint.secret ?? '');
  expect(event).toMatchObject({ type: 'charge.succeeded', pending_webhooks: 2 });
  expect(other.received).toHaveLength(1);
  await other.close();
});

it('after a restart everything is still there and what was not taken is delivered', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'));
  const gone = 'http://localhost:9/webhook';
  const first = await startHarness({ dataDir, webhookUrl: gone });
  const paid = await pay(first);
  const asked = await first.stripe.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_usBankAccount_success',
    allowed_payment_method_types: ['us_bank_account'],
  });
  await first.close();

  const second = await startHarness({ dataDir, webhookUrl: listener.url });
  const received = await listener.until(6);
  expect(new Set(ids(received)).size).toBe(6);
  expect((await pay(second)).id).toBe(paid.id);
  await second.clock.advance(60);
  expect((await second.stripe.paymentIntents.retrieve(asked.id)).status).toBe('succeeded');
  await second.close();
  await rm(dataDir, { recursive: true });
});

it('held events and the mode outlive a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'));
  const first = await startHarness({ dataDir, webhookUrl: listener.url });
  await first.control('POST', '/webhooks', { mode: 'hold' });
  await pay(first);
  await first.close();
  const second = await startHarness({ dataDir });
  expect((await second.control('GET', '/webhooks')).body.mode).toBe('hold');
  expect(listener.received).toEqual([]);
  expect((await second.control('POST', '/webhooks/release')).body).toEqual({ delivered: 3, failed: 0 });
  await second.close();
  await rm(dataDir, { recursive: true });
});
