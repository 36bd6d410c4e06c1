import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventFamily, waitingFor } from '../../packages/server/src/jobs/stripe-events/family.ts';
import { processStripeEvent } from '../../packages/server/src/jobs/stripe-events/process-event.ts';
import { type PaymentScene, request, startPaymentScene } from './payment-scene.ts';
import { newPerson } from './scene.ts';

let scene: PaymentScene;
beforeAll(async () => {
  scene = await startPaymentScene();
});
afterAll(() => scene?.close());

const post = (payload: string) => scene.postEvent(payload, scene.sign(payload));
const event = (type: string, object: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  id: `evt_${randomUUID()}`,
  object: 'event',
  type,
  data: { object, ...more },
});
const stored = async (id: string) => {
  const { rows } = await scene.admin.query(
    'select type, payload, outcome, waiting_for, processed_at is not null as processed from stripe_events where id = $1',
    [id],
  );
  return rows[0];
};

describe('nothing that Stripe signed is lost', () => {
  it('what nobody acts on is kept as ignored, with all that it said', async () => {
    const told = event('terminal.reader.action_succeeded', { id: 'tmr_1', object: 'terminal.reader' });
    expect((await post(JSON.stringify(told))).status).toBe(200);
    await scene.runJobs();
    expect(await stored(told.id)).toMatchObject({
      type: told.type,
      outcome: 'ignored',
      processed: true,
      payload: told,
    });
  });

  it.each([
    ['is no JSON', 'not json at all'],
    ['has no type', JSON.stringify({ id: 'evt_x' })],
    ['has a character that no database holds', JSON.stringify(event('customer.updated', { id: 'a\u0000b' }))],
    ['has half a character', '{"id":"evt_half","type":"customer.updated","data":"\\ud83d"}'],
  ])('a body that %s is kept and becomes one task', async (_, body) => {
    for (const _ of [1, 2]) expect((await post(body)).status).toBe(200);
    await scene.runJobs();
    const { rows } = await scene.admin.query(
      "select e.id, t.detail from stripe_events e join operator_tasks t on t.subject = e.id where e.payload->>'bodyBase64' = $1",
      [Buffer.from(body).toString('base64')],
    );
    expect(rows).toMatchObject([{ id: expect.stringMatching(/^unreadable_/) }]);
    expect(await stored(rows[0]?.id)).toMatchObject({ outcome: 'unreadable', processed: true });
  });

  it.each([
    ['payment_intent.succeeded', { id: 'pi_odd', object: 'payment_intent', status: 7 }],
    ['payment_method.attached', { id: 'pm_odd', object: 'spaceship' }],
  ])('a %s of another shape becomes a task that names the event', async (type, object) => {
    const told = event(type, object);
    expect((await post(JSON.stringify(told))).status).toBe(200);
    await scene.runJobs();
    expect(await scene.tasksOn(told.id)).toMatchObject([{ kind: 'unreadable_event' }]);
    expect(await stored(told.id)).toMatchObject({ outcome: 'unreadable' });
  });

  it('a payout that the bank did not take, and a payment that Stripe wants looked at, are tasks; in any order', async () => {
    const failed = { id: 'po_1', object: 'payout', amount: 12_345, failure_message: 'The bank account is closed.' };
    const review = (open: boolean, id: string) => ({
      ...{ id, object: 'review', open, reason: open ? 'rule' : 'approved', payment_intent: 'pi_1' },
    });
    const told = [
      event('payout.failed', failed),
      event('review.opened', review(true, 'prv_1')),
      event('review.closed', review(false, 'prv_1')),
      event('review.closed', review(false, 'prv_2')),
    ];
    for (const one of told) await post(JSON.stringify(one));
    await scene.runJobs();
    await post(JSON.stringify(event('review.opened', review(true, 'prv_2'))));
    await scene.runJobs();
    expect(await scene.tasksOn('po_1')).toMatchObject([{ kind: 'stripe_payout_failed' }]);
    const { rows } = await scene.admin.query(
      "select subject, done_at is null as open from operator_tasks where kind = 'payment_review' order by subject",
    );
    expect(rows.filter(({ open }) => open)).toEqual([]);

    const listed = await scene.operator.call('listStripeEvents', { query: { q: 'review.', limit: 2 } });
    expect(listed.items.map(({ type, state }) => [type, state])).toEqual([
      ['review.opened', 'done'],
      ['review.closed', 'done'],
    ]);
    const more = await scene.operator.call('listStripeEvents', {
      query: { q: 'review.', cursor: listed.nextCursor ?? '', state: 'done' },
    });
    const ids = [...listed.items, ...more.items].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([4, 4]);
  });

  it('news of a customer who is nobody here becomes one task', async () => {
    const told = [1, 2].map(() =>
      event('payment_method.attached', { id: 'pm_x', object: 'payment_method', customer: 'cus_nobody' }),
    );
    for (const one of told) await post(JSON.stringify(one));
    await scene.runJobs();
    expect(await scene.tasksOn('cus_nobody')).toMatchObject([{ kind: 'unknown_customer' }]);
  });
});

describe('an event that comes before its payment', () => {
  /** As an event about money would: it can only be decided once the payment is here. */
  const planted: EventFamily = {
    handles: () => true,
    work:
      async (_, { payload }) =>
      async () =>
        waitingFor((payload as { about: string }).about),
  };

  it('waits for it and is worked on again when it is settled', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('hold');
    const { id } = await person.call('createTopUp', request('25.00'));
    const [charge] = await scene.chargesOf(id);
    const now = new Date(scene.house.sandboxes.clock.now());
    await scene.admin.query(
      'insert into stripe_events (id, type, payload, received_at, due_at) values ($1, $2, $3, $4, $5)',
      ['evt_early', 'planted.early', { about: charge?.paymentIntent }, now, new Date(now.getTime() + 3_600_000)],
    );
    await processStripeEvent(scene.house.marketplace.adapters, 'evt_early', [planted]);
    await scene.runJobs();
    expect(await stored('evt_early')).toMatchObject({
      outcome: 'waiting for payment',
      waiting_for: charge?.paymentIntent,
      processed: false,
    });
    await scene.release('normal');
    expect(await stored('evt_early')).toMatchObject({ processed: true, waiting_for: null });
  });

  it('is asked again each ten minutes, and becomes a task when the payment is missing for a day', async () => {
    const { adapters } = scene.house.marketplace;
    const received = new Date(scene.house.sandboxes.clock.now());
    await scene.admin.query(
      'insert into stripe_events (id, type, payload, received_at, due_at) values ($1, $2, $3, $4, $4)',
      ['evt_alone', 'planted.alone', { about: 'pi_missing' }, received],
    );
    await processStripeEvent(adapters, 'evt_alone', [planted]);
    expect(await scene.tasksOn('evt_alone')).toEqual([]);
    const due = async () =>
      (await scene.admin.query('select due_at from stripe_events where id = $1', ['evt_alone'])).rows[0]?.due_at;
    expect((await due()).getTime() - received.getTime()).toBeLessThan(11 * 60_000);
    await scene.admin.query(
      "update stripe_events set received_at = received_at - interval '2 days' where id = 'evt_alone'",
    );
    await processStripeEvent(adapters, 'evt_alone', [planted]);
    expect(await scene.tasksOn('evt_alone')).toMatchObject([
      { kind: 'event_without_payment', detail: expect.stringContaining('pi_missing') },
    ]);
    await scene.control.post('/clock/advance', { seconds: 11 * 60 });
    await scene.runJobs();
    expect(await stored('evt_alone')).toMatchObject({ processed: true });
  });
});
