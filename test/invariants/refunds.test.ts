import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../packages/contract/src/client.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { insertRefund } from '../../packages/server/src/postgres/refunds.ts';
import { available, request } from './payment-scene.ts';
import { type Payer, type RefundScene, startRefundScene } from './refund-scene.ts';
import { eventually, newPerson, usd } from './scene.ts';

let scene: RefundScene;
beforeAll(async () => {
  scene = await startRefundScene();
});
afterEach(async () => {
  await scene.mode('normal');
  await scene.control.post('/stripe/webhooks/release');
});
afterAll(async () => {
  await scene?.runJobs();
  const ledger = scene && (await verifyLedger(scene.store.db));
  await scene?.close();
  expect(ledger?.faults).toEqual([]);
});

const codeOf = (cause: unknown) => (cause instanceof ApiError ? cause.problem.code : String(cause));
const fieldOf = (cause: unknown) => (cause instanceof ApiError ? cause.problem.errors?.[0]?.path : String(cause));
const statusOf = async (topUpId: string) => (await scene.refundsOf(topUpId)).map(({ status }) => status);
/** What went back to cards of a payment, by Stripe's books, in cents. */
async function refundedAtStripe({ paymentIntent }: Payer): Promise<number[]> {
  const { refunds } = await scene.control.get<{ refunds: { paymentIntent: string; amount: number }[] }>(
    '/stripe/ledger',
  );
  return refunds.filter((refund) => refund.paymentIntent === paymentIntent).map(({ amount }) => amount);
}

describe('a refund by the operator', () => {
  it('in parts and then in full: each booked once, the sum is what was paid, and not a cent more', async () => {
    const payer = await scene.payer('50.00');
    await scene.refund(payer.topUpId, '20.00');
    await scene.runJobs();
    expect(await available(payer)).toBe('30.0000000');
    await scene.refund(payer.topUpId);
    await scene.runJobs();
    expect(await available(payer)).toBe('0.0000000');
    expect(await scene.lines(payer, 'refund')).toEqual(['-20.0000000', '-30.0000000']);
    expect(await refundedAtStripe(payer)).toEqual([2000, 3000]);
    expect(await statusOf(payer.topUpId)).toEqual(['succeeded', 'succeeded']);
    expect(await scene.refund(payer.topUpId, '0.01').catch(codeOf)).toBe('refund_exceeds_payment');
    expect(await scene.notices(payer)).toEqual(['Refund of $20.00', 'Refund of $30.00']);
  });

  it('moves the balance by Stripe’s word alone, once, however often it comes', async () => {
    const payer = await scene.payer('50.00');
    await scene.mode('hold');
    await scene.refund(payer.topUpId, '20.00');
    await scene.runJobs();
    expect(await refundedAtStripe(payer)).toEqual([2000]);
    expect(await available(payer)).toBe('50.0000000');
    await scene.release('duplicate');
    expect(await available(payer)).toBe('30.0000000');
    expect(await scene.lines(payer, 'refund')).toEqual(['-20.0000000']);
  });

  it('whose event is lost is swept after ten minutes, not before', async () => {
    const payer = await scene.payer('50.00');
    await scene.mode('drop');
    await scene.refund(payer.topUpId, '20.00');
    await scene.runJobs();
    await scene.control.post('/clock/advance', { seconds: 9 * 60 });
    await scene.runJobs();
    expect(await available(payer)).toBe('50.0000000');
    await scene.control.post('/clock/advance', { seconds: 2 * 60 });
    await scene.runJobs();
    expect(await available(payer)).toBe('30.0000000');
  });

  it('by many operators at once: never more than was paid', async () => {
    const payer = await scene.payer('50.00');
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => scene.refund(payer.topUpId, '20.00').then(() => 'accepted', codeOf)),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(2);
    expect(new Set(outcomes)).toEqual(new Set(['accepted', 'refund_exceeds_payment']));
    await scene.runJobs();
    expect(await refundedAtStripe(payer)).toEqual([2000, 2000]);
    expect(await available(payer)).toBe('10.0000000');
  });

  it('after the money was spent leaves a debt, which the user is told', async () => {
    const payer = await scene.payer('50.00');
    await scene.spend(payer, 30_0000000n);
    await scene.refund(payer.topUpId);
    await scene.runJobs();
    expect(await available(payer)).toBe('-30.0000000');
    const { rows } = await scene.admin.query(
      "select body from notifications n join users u on u.id = n.user_id where u.email = $1 and title like 'Refund%'",
      [payer.email],
    );
    expect(rows[0].body).toContain('you owe $30.00');
  });

  it('whose call had effect and no answer is made once, also when Stripe has forgotten the key', async () => {
    const payer = await scene.payer('50.00');
    await scene.mode('drop');
    await scene.control.post('/stripe/faults', {
      route: 'POST /v1/refunds',
      kind: 'timeoutAfterEffect',
      ms: 50,
      count: 2,
    });
    await scene.refund(payer.topUpId, '20.00');
    await eventually(async () => ((await refundedAtStripe(payer)).length > 0 ? true : undefined));
    await scene.control.post('/clock/advance', { seconds: 25 * 3600 });
    await scene.runJobs();
    await scene.control.post('/clock/advance', { seconds: 11 * 60 });
    await scene.runJobs();
    expect(await refundedAtStripe(payer)).toEqual([2000]);
    expect(await available(payer)).toBe('30.0000000');
  });

  it('written down before a crash is sent after it', async () => {
    const payer = await scene.payer('50.00');
    const now = scene.house.marketplace.adapters.clock.now();
    const { id: userId } = await payer.call('getProfile');
    const { id: operatorId } = await scene.operator.call('getProfile');
    await scene.store.transaction((tx) =>
      insertRefund(tx, {
        id: randomUUID(),
        top_up_id: payer.topUpId,
        user_id: userId,
        amount_units: 20_0000000n,
        status: 'requested',
        origin: 'operator',
        requested_by: operatorId,
        reason: 'the process ended right after this',
        created_at: now,
        due_at: new Date(now.getTime() + 5 * 60_000),
      }),
    );
    await scene.control.post('/clock/advance', { seconds: 6 * 60 });
    await scene.runJobs();
    expect(await statusOf(payer.topUpId)).toEqual(['succeeded']);
    expect(await available(payer)).toBe('30.0000000');
  });

  it('that Stripe refuses moves nothing, tells the operator, and can be asked for otherwise', async () => {
    const payer = await scene.payer('50.00');
    await scene.mode('hold');
    await scene.atStripe('/v1/refunds', { payment_intent: payer.paymentIntent, amount: '4000' });
    const { id } = await scene.refund(payer.topUpId, '20.00');
    await scene.runJobs();
    expect(await scene.refundsOf(payer.topUpId)).toMatchObject([{ id, status: 'refused' }]);
    expect(await scene.tasksOn(id)).toMatchObject([{ kind: 'refund_refused' }]);
    await scene.release('normal');
    expect(await available(payer)).toBe('10.0000000');
    await scene.refund(payer.topUpId, '10.00');
    await scene.runJobs();
    expect(await available(payer)).toBe('0.0000000');
  });

  it('needs a key, a reason and a payment that settled; a repeat is the same refund', async () => {
    const payer = await scene.payer('50.00');
    const body = { topUpId: payer.topUpId, reason: 'asked for' };
    const ask = (change: object, idempotencyKey?: string) =>
      scene.operator.call('createRefund', {
        body: { ...body, ...change },
        ...(idempotencyKey ? { idempotencyKey } : {}),
      });
    expect(await ask({}).catch(codeOf)).toBe('idempotency_key_required');
    const key = randomUUID();
    expect(await ask({ reason: ' ' }, key).catch(fieldOf)).toBe('reason');
    expect(await ask({ topUpId: randomUUID() }, key).catch(fieldOf)).toBe('topUpId');
    expect(await ask({ amount: usd('50.01') }, key).catch(fieldOf)).toBe('amount.amount');
    const [first, again] = [await ask({}, key), await ask({}, key)];
    expect([again.id, (await scene.refundsOf(payer.topUpId)).length]).toEqual([first.id, 1]);
    const declined = await payer.call('createTopUp', request('25.00', 'pm_card_chargeDeclined'));
    expect(await scene.refund(declined.id).catch(codeOf)).toBe('top_up_not_refundable');
    const { rows } = await scene.admin.query(
      "select reason from audit_log where action = 'refund.requested' and object = $1",
      [`top-up:${payer.topUpId}`],
    );
    expect(rows).toEqual([{ reason: 'asked for' }]);
  });
});

describe('a refund that others make', () => {
  it('at Stripe’s dashboard is booked too', async () => {
    const payer = await scene.payer('50.00');
    await scene.atStripe('/v1/refunds', { payment_intent: payer.paymentIntent, amount: '1250' });
    await scene.settled(async () => (await statusOf(payer.topUpId)).length > 0);
    expect(await scene.refundsOf(payer.topUpId)).toMatchObject([
      { origin: 'stripe', status: 'succeeded', amount: usd('12.5000000') },
    ]);
    expect(await available(payer)).toBe('37.5000000');
  });

  it('at the dashboard, with its events lost, is found in Stripe’s own list', async () => {
    const payer = await scene.payer('50.00');
    await scene.mode('drop');
    await scene.atStripe('/v1/refunds', { payment_intent: payer.paymentIntent });
    await scene.control.post('/clock/advance', { seconds: 25 * 60 });
    await scene.runJobs();
    expect(await available(payer)).toBe('0.0000000');
  });

  it('before its payment is heard of waits for it', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('hold');
    const { id } = await person.call('createTopUp', request('25.00'));
    const [{ paymentIntent } = { paymentIntent: '' }] = await scene.chargesOf(id);
    await scene.atStripe('/v1/refunds', { payment_intent: paymentIntent, amount: '1000' });
    await scene.release('reverse');
    await scene.runJobs();
    expect(await scene.lines(person, 'top_up')).toEqual(['25.0000000']);
    expect(await scene.lines(person, 'refund')).toEqual(['-10.0000000']);
    expect(await available(person)).toBe('15.0000000');
  });
});

describe('a refund that does not arrive', () => {
  it('comes back to the balance, can be refunded again, and waits for the operator', async () => {
    const payer = await scene.payer('50.00', 'pm_card_refundFail');
    const { id } = await scene.refund(payer.topUpId, '20.00');
    await scene.runJobs();
    expect(await available(payer)).toBe('30.0000000');
    await scene.control.post('/clock/advance', { seconds: 3600 });
    await scene.settled(async () => (await available(payer)) === '50.0000000');
    expect(await scene.lines(payer, 'refund')).toEqual(['-20.0000000', '20.0000000']);
    expect(await scene.refundsOf(payer.topUpId)).toMatchObject([
      { id, status: 'failed', failure: expect.stringContaining('card') },
    ]);
    expect(await scene.tasksOn(id)).toMatchObject([{ kind: 'refund_failed' }]);
    expect(await scene.notices(payer)).toEqual(['Refund of $20.00', 'Refund of $20.00 did not arrive']);
    const { items } = await scene.operator.call('listAllTopUps', { query: { q: payer.email } });
    expect(items).toMatchObject([{ refundable: usd('50.0000000'), refunded: usd('0.0000000') }]);
  });

  it('told backwards ends the same', async () => {
    const payer = await scene.payer('50.00', 'pm_card_refundFail');
    await scene.mode('hold');
    await scene.refund(payer.topUpId, '20.00');
    await scene.runJobs();
    await scene.control.post('/clock/advance', { seconds: 60 });
    await scene.release('reverse');
    expect(await available(payer)).toBe('50.0000000');
    expect(await statusOf(payer.topUpId)).toEqual(['failed']);
  });
});
