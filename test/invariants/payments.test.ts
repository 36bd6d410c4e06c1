import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { available, type PaymentScene, request, startPaymentScene } from './payment-scene.ts';
import { eventually, newPerson, usd } from './scene.ts';

let scene: PaymentScene;
beforeAll(async () => {
  scene = await startPaymentScene();
});
afterAll(() => scene?.close());

afterEach(async () => {
  await scene.release('normal');
  const { faults } = await verifyLedger(scene.store.db);
  expect(faults).toEqual([]);
});

describe('news of a payment, however it arrives, credits once', () => {
  it('five times at once', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('duplicate');
    const { id } = await person.call('createTopUp', request('25.00'));
    await eventually(async () => {
      await scene.runJobs();
      return (await person.call('getTopUp', { params: { id } })).status === 'succeeded' || undefined;
    });
    await scene.runJobs();
    expect(await scene.creditsOf(person)).toMatchObject([{ topUpId: id, amount: usd('25.0000000') }]);
    expect(await available(person)).toBe('25.0000000');
  });

  it('held back: looking never settles, release does', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('hold');
    const asked = request('25.00');
    const { id } = await person.call('createTopUp', asked);
    await scene.runJobs();
    for (let look = 0; look < 3; look++)
      expect(await person.call('getTopUp', { params: { id } })).toMatchObject({
        status: 'processing',
        settledAt: null,
      });
    expect((await person.call('createTopUp', asked)).status).toBe('processing');
    await scene.runJobs();
    expect(await available(person)).toBe('0.0000000');
    expect(await scene.chargesOf(id)).toHaveLength(1);
    await scene.release('normal');
    expect(await available(person)).toBe('25.0000000');
  });

  it('last news first', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('hold');
    const { id } = await person.call('createTopUp', request('25.00'));
    await scene.release('reverse');
    expect(await person.call('getTopUp', { params: { id } })).toMatchObject({ status: 'succeeded' });
    expect(await scene.creditsOf(person)).toHaveLength(1);
  });

  it('lost: the sweep asks after ten minutes, not before', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('drop');
    const { id } = await person.call('createTopUp', request('25.00'));
    await scene.control.post('/clock/advance', { seconds: 9 * 60 });
    await scene.runJobs();
    expect((await person.call('getTopUp', { params: { id } })).status).toBe('processing');
    await scene.control.post('/clock/advance', { seconds: 2 * 60 });
    await scene.runJobs();
    expect((await person.call('getTopUp', { params: { id } })).status).toBe('succeeded');
    expect(await scene.creditsOf(person)).toHaveLength(1);
  });

  it('sends one receipt', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('duplicate');
    const { id } = await person.call('createTopUp', request('12.34'));
    const mail = await eventually(async () => {
      await scene.runJobs();
      const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(
        `/mail?to=${person.email}`,
      );
      const receipts = items.filter(({ subject }) => subject.startsWith('Receipt'));
      return receipts.length > 0 ? receipts : undefined;
    });
    expect(mail).toHaveLength(1);
    expect(mail[0]?.subject).toContain('$12.34');
    expect(mail[0]?.text).toContain(id);
  });
});

describe('a payment that does not succeed credits nothing', () => {
  it('a declined card says why, whatever the order of the news', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('hold');
    const declined = await person.call('createTopUp', request('25.00', 'pm_card_chargeDeclined'));
    expect(declined).toMatchObject({
      status: 'failed',
      failure: { code: 'generic_decline', message: expect.stringMatching(/declined/) },
    });
    await scene.release('reverse');
    expect((await person.call('getTopUp', { params: { id: declined.id } })).status).toBe('failed');
    expect(await scene.creditsOf(person)).toEqual([]);
  });

  it('a card that asks for its owner waits for them', async () => {
    const person = await newPerson(scene.house);
    const held = await person.call('createTopUp', request('25.00', 'pm_card_authenticationRequired'));
    expect(held).toMatchObject({ status: 'requires_action', clientSecret: expect.stringMatching(/^pi_.+_secret_/) });
    await scene.runJobs();
    expect((await person.call('getTopUp', { params: { id: held.id } })).status).toBe('requires_action');
    expect(await scene.creditsOf(person)).toEqual([]);
  });

  it('an unknown payment method names its field and stores nothing', async () => {
    const person = await newPerson(scene.house);
    const asked = request('25.00', 'pm_nobody_knows');
    await expect(person.call('createTopUp', asked)).rejects.toMatchObject({
      problem: { status: 400, code: 'validation_failed', errors: [{ path: 'paymentMethodId' }] },
    });
    const repaired = await person.call('createTopUp', {
      ...asked,
      body: { ...asked.body, paymentMethodId: 'pm_card_visa' },
    });
    expect(repaired.status).toBe('processing');
    expect(await scene.chargesOf(repaired.id)).toHaveLength(1);
  });
});

describe('when the card processor falls silent, a repeat with the same key charges and credits once', () => {
  it.each(['timeoutBeforeEffect', 'timeoutAfterEffect'])('%s', async (kind) => {
    const person = await newPerson(scene.house);
    await scene.mode('hold');
    await scene.fault(kind, 200);
    const asked = request('25.00');
    await expect(person.call('createTopUp', asked)).rejects.toMatchObject({
      problem: { status: 503, code: 'temporarily_unavailable' },
    });
    const { id, status } = await person.call('createTopUp', asked);
    expect(status).toBe('processing');
    await scene.release('duplicate');
    expect(await scene.chargesOf(id)).toHaveLength(1);
    expect(await scene.creditsOf(person)).toHaveLength(1);
  });

  it('the news overtakes the answer', async () => {
    const person = await newPerson(scene.house);
    await scene.fault('holdAfterEffect', 1500);
    const asked = request('25.00');
    const answer = person.call('createTopUp', asked);
    await eventually(async () => {
      await scene.runJobs();
      return (await scene.creditsOf(person)).length > 0 || undefined;
    });
    const { id } = await answer;
    expect((await person.call('getTopUp', { params: { id } })).status).toBe('succeeded');
    expect(await scene.chargesOf(id)).toHaveLength(1);
    expect(await available(person)).toBe('25.0000000');
  });

  it('never repeated and never told: the sweep finds the payment by its person', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('drop');
    await scene.fault('timeoutAfterEffect', 200);
    await expect(person.call('createTopUp', request('25.00'))).rejects.toMatchObject({ problem: { status: 503 } });
    await scene.control.post('/clock/advance', { seconds: 11 * 60 });
    await scene.runJobs();
    expect(await scene.creditsOf(person)).toHaveLength(1);
  });

  it('twins in flight make one charge', async () => {
    const person = await newPerson(scene.house);
    const asked = request('25.00');
    const twins = await Promise.allSettled(Array.from({ length: 5 }, () => person.call('createTopUp', asked)));
    const made = twins.flatMap((twin) => (twin.status === 'fulfilled' ? [twin.value.id] : []));
    expect(made).toHaveLength(5);
    expect(new Set(made).size).toBe(1);
    expect(await scene.chargesOf(made[0] ?? '')).toHaveLength(1);
  });

  it('one key is one request', async () => {
    const person = await newPerson(scene.house);
    const asked = request('25.00');
    await person.call('createTopUp', asked);
    await expect(
      person.call('createTopUp', { ...asked, body: { ...asked.body, amount: usd('26.00') } }),
    ).rejects.toMatchObject({ problem: { status: 409, code: 'idempotency_conflict' } });
  });
});

describe('only signed news of exactly what was asked is believed', () => {
  async function pending() {
    const person = await newPerson(scene.house);
    await scene.mode('hold');
    const { id } = await person.call('createTopUp', request('25.00'));
    const [charge] = await scene.chargesOf(id);
    const { rows } = await scene.admin.query(
      'select u.stripe_customer_id as customer from top_ups t join users u on u.id = t.user_id where t.id = $1',
      [id],
    );
    return { person, id, intent: charge?.paymentIntent ?? '', customer: String(rows[0]?.customer) };
  }
  const succeeded = (intent: Record<string, unknown>) =>
    JSON.stringify({
      id: `evt_${randomUUID()}`,
      object: 'event',
      type: 'payment_intent.succeeded',
      data: {
        object: {
          object: 'payment_intent',
          status: 'succeeded',
          amount: 2500,
          amount_received: 2500,
          currency: 'usd',
          ...intent,
        },
      },
    });

  it('a forged, an old and a missing signature are refused', async () => {
    const { person, id, intent, customer } = await pending();
    const payload = succeeded({ id: intent, customer, metadata: { top_up_id: id } });
    const now = Math.floor(scene.house.sandboxes.clock.now() / 1000);
    for (const signature of [
      scene.sign(payload, now, 'whsec_forged'),
      scene.sign(payload, now - 3600),
      scene.sign(`${payload} `, now),
      '',
    ]) {
      const answer = await scene.postEvent(payload, signature);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'signature_invalid' });
    }
    await scene.runJobs();
    expect(await available(person)).toBe('0.0000000');
  });

  it.each([
    ['other amount', { amount_received: 2499 }],
    ['other currency', { currency: 'eur' }],
    ['other customer', { customer: 'cus_somebody' }],
  ])('%s: not credited, a task for the operator', async (_, difference) => {
    const { person, id, intent, customer } = await pending();
    const payload = succeeded({ id: intent, customer, metadata: { top_up_id: id }, ...difference });
    expect((await scene.postEvent(payload, scene.sign(payload))).status).toBe(200);
    await scene.runJobs();
    expect(await available(person)).toBe('0.0000000');
    expect(await scene.tasksOn(id)).toMatchObject([
      { kind: 'payment_mismatch', detail: expect.stringContaining(intent) },
    ]);
  });

  it('a payment of nobody: a task for the operator', async () => {
    const payload = succeeded({ id: 'pi_of_nobody', customer: 'cus_x', metadata: {} });
    expect((await scene.postEvent(payload, scene.sign(payload))).status).toBe(200);
    await scene.runJobs();
    expect(await scene.tasksOn('pi_of_nobody')).toMatchObject([{ kind: 'payment_without_top_up' }]);
  });
});
