import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { available, type PaymentScene, request, startPaymentScene } from './payment-scene.ts';
import { eventually, newPerson, type Stranger } from './scene.ts';

let scene: PaymentScene;
beforeAll(async () => {
  scene = await startPaymentScene();
});
afterAll(async () => {
  const { faults } = await verifyLedger(scene.store.db);
  await scene.close();
  expect(faults).toEqual([]);
});
afterEach(() => scene.mode('normal'));

const ASKS_OWNER = 'pm_card_authenticationRequired';
const intentOf = (clientSecret: string | undefined) => clientSecret?.split('_secret_')[0] ?? '';
const statusAtStripe = async (intent: string) => (await scene.stripeObject(`payment_intents/${intent}`)).status;
const statusOf = async (person: Stranger, id: string) => (await person.call('getTopUp', { params: { id } })).status;
const becomes = (person: Stranger, id: string, wanted: string) =>
  eventually(async () => {
    await scene.runJobs();
    return (await statusOf(person, id)) === wanted || undefined;
  });

/** A top-up that waits for its owner at the bank. */
async function waiting() {
  const person = await newPerson(scene.house);
  const { id, clientSecret } = await person.call('createTopUp', request('25.00', ASKS_OWNER));
  return { person, id, params: { id }, intent: intentOf(clientSecret) };
}

describe('a top-up that waits for its owner', () => {
  it('is found again in the list of unfinished ones, and is paid when they confirm', async () => {
    const { person, id, intent } = await waiting();
    const unfinished = async () => (await person.call('listTopUps', { query: { unfinished: 'true' } })).items;
    expect(await unfinished()).toMatchObject([{ id, status: 'requires_action', clientSecret: expect.any(String) }]);
    await scene.control.post(`/stripe/challenges/${intent}`, { outcome: 'passed' });
    await becomes(person, id, 'succeeded');
    expect(await unfinished()).toEqual([]);
    expect(await available(person)).toBe('25.0000000');
  });

  it('fails when they do not pass, and the same one is still paid with another card', async () => {
    const { person, id, intent } = await waiting();
    await scene.control.post(`/stripe/challenges/${intent}`, { outcome: 'failed' });
    await becomes(person, id, 'failed');
    expect(await person.call('getTopUp', { params: { id } })).toMatchObject({
      failure: { code: 'payment_intent_authentication_failure' },
      clientSecret: expect.any(String),
    });
    await scene.stripeObject(`payment_intents/${intent}/confirm`, { payment_method: 'pm_card_mastercard' });
    await becomes(person, id, 'succeeded');
    expect(await scene.chargesOf(id)).toHaveLength(1);
  });

  it('is cancelled on both sides, once however often it is asked', async () => {
    const { person, id, params, intent } = await waiting();
    await Promise.all(Array.from({ length: 3 }, () => person.call('cancelTopUp', { params })));
    await becomes(person, id, 'cancelled');
    expect(await statusAtStripe(intent)).toBe('canceled');
    const cancelled = await person.call('cancelTopUp', { params });
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelReason: 'requested', expiresAt: null });
    expect(cancelled.clientSecret).toBeUndefined();
  });

  it('is cancelled though the card processor fell silent', async () => {
    const { person, id, params, intent } = await waiting();
    await scene.fault('timeoutAfterEffect', 200, 'POST /v1/payment_intents/:id/cancel');
    await person.call('cancelTopUp', { params });
    await becomes(person, id, 'cancelled');
    expect(await statusAtStripe(intent)).toBe('canceled');
  });

  it('that was paid in the moment of the cancellation is credited', async () => {
    await scene.mode('hold');
    const { person, id, params, intent } = await waiting();
    await scene.control.post(`/stripe/challenges/${intent}`, { outcome: 'passed' });
    await person.call('cancelTopUp', { params });
    await becomes(person, id, 'succeeded');
    await scene.release('reverse');
    expect(await person.call('getTopUp', { params })).toMatchObject({ status: 'succeeded', cancelRequestedAt: null });
    expect(await scene.creditsOf(person)).toHaveLength(1);
  });

  it('whose beginning was never answered is found and cancelled', async () => {
    const person = await newPerson(scene.house);
    await scene.mode('drop');
    await scene.fault('timeoutAfterEffect', 200);
    const asked = request('25.00', ASKS_OWNER);
    await expect(person.call('createTopUp', asked)).rejects.toMatchObject({ problem: { status: 503 } });
    const [begun] = (await person.call('listTopUps', { query: {} })).items;
    await person.call('cancelTopUp', { params: { id: begun?.id ?? '' } });
    await becomes(person, begun?.id ?? '', 'cancelled');
    // A repeat of the lost request does not begin it again.
    expect(await person.call('createTopUp', asked)).toMatchObject({ id: begun?.id, status: 'cancelled' });
    const { rows } = await scene.admin.query('select stripe_payment_intent_id as id from top_ups where id = $1', [
      begun?.id,
    ]);
    expect(await statusAtStripe(rows[0]?.id)).toBe('canceled');
  });

  it('of which the card processor never heard ends after two minutes', async () => {
    const person = await newPerson(scene.house);
    await scene.fault('timeoutBeforeEffect', 200);
    await expect(person.call('createTopUp', request('25.00'))).rejects.toMatchObject({ problem: { status: 503 } });
    const [begun] = (await person.call('listTopUps', { query: {} })).items;
    await person.call('cancelTopUp', { params: { id: begun?.id ?? '' } });
    await scene.runJobs();
    expect(await person.call('getTopUp', { params: { id: begun?.id ?? '' } })).toMatchObject({
      status: 'requires_payment',
      cancelRequestedAt: expect.any(String),
    });
    await scene.control.post('/clock/advance', { seconds: 121 });
    await becomes(person, begun?.id ?? '', 'cancelled');
    expect(await scene.chargesOf(begun?.id ?? '')).toEqual([]);
  });

  it('of somebody else does not exist; a paid one cannot be cancelled', async () => {
    const { person, id, params, intent } = await waiting();
    const stranger = await newPerson(scene.house);
    await expect(stranger.call('cancelTopUp', { params })).rejects.toMatchObject({ problem: { status: 404 } });
    await scene.control.post(`/stripe/challenges/${intent}`, { outcome: 'passed' });
    await becomes(person, id, 'succeeded');
    await expect(person.call('cancelTopUp', { params })).rejects.toMatchObject({
      problem: { status: 409, code: 'top_up_not_cancellable', details: { status: 'succeeded' } },
    });
  });
});

describe('a bank account', () => {
  it('is processing until the bank has answered, and cannot be cancelled meanwhile', async () => {
    const person = await newPerson(scene.house);
    const { id, status } = await person.call('createTopUp', request('25.00', 'pm_usBankAccount_processing'));
    expect(status).toBe('processing');
    await scene.runJobs();
    await expect(person.call('cancelTopUp', { params: { id } })).rejects.toMatchObject({ problem: { status: 409 } });
    expect(await available(person)).toBe('0.0000000');
    const { rows } = await scene.admin.query('select stripe_payment_intent_id as id from top_ups where id = $1', [id]);
    await scene.control.post(`/stripe/payments/${rows[0]?.id}/settle`, { outcome: 'succeeded' });
    await becomes(person, id, 'succeeded');
    expect(await scene.creditsOf(person)).toHaveLength(1);
  });

  it('that refuses days later fails with its reason', async () => {
    const person = await newPerson(scene.house);
    const { id } = await person.call('createTopUp', request('25.00', 'pm_usBankAccount_insufficientFunds'));
    await scene.control.post('/clock/advance', { seconds: 5 });
    await becomes(person, id, 'failed');
    expect(await person.call('getTopUp', { params: { id } })).toMatchObject({
      failure: { code: 'insufficient_funds' },
    });
    expect(await scene.creditsOf(person)).toEqual([]);
  });
});

// The last: time only moves forward.
describe('after a day', () => {
  it('what nobody finished is given up on both sides, not before; a declined one keeps saying so', async () => {
    const { person, id, params, intent } = await waiting();
    const declined = await person.call('createTopUp', request('25.00', 'pm_card_chargeDeclined'));
    expect(declined.status).toBe('failed');
    await scene.control.post('/clock/advance', { seconds: 23 * 3600 });
    await scene.runJobs();
    expect(await statusOf(person, id)).toBe('requires_action');
    await scene.control.post('/clock/advance', { seconds: 3600 });
    await becomes(person, id, 'cancelled');
    expect(await person.call('getTopUp', { params })).toMatchObject({ cancelReason: 'not_finished' });
    expect(await statusAtStripe(intent)).toBe('canceled');
    expect(await statusAtStripe(intentOf(declined.clientSecret))).toBe('canceled');
    expect(await statusOf(person, declined.id)).toBe('failed');
  });
});
