import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AutoRechargeChange } from '../../packages/contract/src/auto-recharge.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { eventually, newPerson, type Stranger, topUp, unitsOf, usd } from './scene.ts';
import { becomes, HOUR_MS, type SpendingScene, startSpendingScene, titlesOf } from './spending-scene.ts';

let scene: SpendingScene;
beforeAll(async () => {
  scene = await startSpendingScene();
});
afterAll(() => scene?.close());

const setting = (change: Partial<AutoRechargeChange> = {}): AutoRechargeChange => ({
  enabled: true,
  threshold: usd('20.00'),
  amount: usd('20.00'),
  monthlyCap: usd('100.00'),
  paymentMethodId: null,
  ...change,
});
/** Somebody with a saved card and nothing else. */
async function cardHolder(): Promise<Stranger> {
  const person = await newPerson(scene.house);
  const body = { paymentMethodId: 'pm_card_visa' };
  const key = randomUUID();
  await eventually(async () => {
    const setup = await person.call('createPaymentMethod', { body, idempotencyKey: key });
    return setup.status === 'saved' || undefined;
  });
  return person;
}
const save = (person: Stranger, change: Partial<AutoRechargeChange> = {}) =>
  person.call('updateAutoRecharge', { body: setting(change) });
const read = (person: Stranger) => person.call('getAutoRecharge');
const userIdOf = async ({ email }: Stranger) =>
  (await scene.admin.query('select id, stripe_customer_id as customer from users where email = $1', [email])).rows[0];
const attemptsOf = async (person: Stranger) => {
  const { id } = await userIdOf(person);
  const { rows } = await scene.admin.query(
    `select id, status, amount_units from top_ups where user_id = $1 and kind = 'auto' order by created_at, id`,
    [id],
  );
  return rows as { id: string; status: string }[];
};
/** What the card processor's books say was taken from the card. */
async function chargedCents(person: Stranger): Promise<number> {
  const { id } = await userIdOf(person);
  const { charges } = await scene.control.get<{
    charges: { amount: number; status: string; metadata: { user_id?: string } }[];
  }>('/stripe/ledger');
  return charges
    .filter(({ status, metadata }) => status === 'succeeded' && metadata.user_id === id)
    .reduce((sum, { amount }) => sum + amount, 0);
}
const decline = async (person: Stranger, code: string, count: number) =>
  scene.control.post('/stripe/declines', { decline: code, count, customer: (await userIdOf(person)).customer });
const mailsTo = async ({ email }: Stranger, subject: RegExp) =>
  (await scene.control.get<{ items: { subject: string; text: string }[] }>(`/mail?to=${email}`)).items.filter((mail) =>
    subject.test(mail.subject),
  );
const settled = (person: Stranger, amount: string) =>
  eventually(async () => {
    await scene.runJobs();
    return (await person.call('getBalance')).available.amount === amount || undefined;
  });

describe('one payment at a time', () => {
  it('is off until it is switched on, and cannot be switched on without a card', async () => {
    const person = await newPerson(scene.house);
    expect(await read(person)).toMatchObject({ enabled: false, standing: 'off', card: null });
    await expect(save(person)).rejects.toMatchObject({
      problem: { code: 'validation_failed', errors: [{ path: 'paymentMethodId' }] },
    });
    await scene.runJobs();
    expect(await attemptsOf(person)).toEqual([]);
  });

  it('under many ticks at once, while the news of it is late; its settlement alone credits', async () => {
    const person = await cardHolder();
    await scene.control.post('/stripe/webhooks', { mode: 'hold' });
    await save(person);
    await Promise.all(Array.from({ length: 6 }, () => scene.operator.call('runJobs')));
    expect((await attemptsOf(person)).map(({ status }) => status)).toEqual(['processing']);
    expect(await chargedCents(person)).toBe(2000);
    expect(await read(person)).toMatchObject({ standing: 'charging', chargedThisMonth: usd('20.0000000') });
    expect((await person.call('getBalance')).available.amount).toBe('0.0000000');
    await scene.control.post('/stripe/webhooks', { mode: 'duplicate' });
    await scene.control.post('/stripe/webhooks/release');
    await settled(person, '20.0000000');
    await scene.control.post('/stripe/webhooks', { mode: 'normal' });
    await scene.runJobs();
    const [attempt] = await attemptsOf(person);
    expect(await read(person)).toMatchObject({
      standing: 'watching',
      last: { topUpId: attempt?.id },
      leftThisMonth: usd('80.0000000'),
    });
    expect(await attemptsOf(person)).toHaveLength(1);
  });

  it('whose answer is lost is the same payment when it is tried again', async () => {
    const person = await cardHolder();
    for (let each = 0; each < 2; each++)
      await scene.control.post('/stripe/faults', {
        route: 'POST /v1/payment_intents',
        kind: 'timeoutAfterEffect',
        ms: 100,
      });
    await save(person);
    await settled(person, '20.0000000');
    expect(await chargedCents(person)).toBe(2000);
    expect(await attemptsOf(person)).toHaveLength(1);
  });
});

describe('a card that is declined', () => {
  it('is tried after 1, 6 and 24 hours, told by one mail, then left alone until its owner acts', async () => {
    const person = await cardHolder();
    await decline(person, 'insufficient_funds', 4);
    await save(person);
    await eventually(async () => ((await read(person)).standing === 'backing_off' ? true : undefined));
    for (const hours of [1, 6, 24]) {
      const { retryAt, standing, failureCode } = await read(person);
      expect([standing, failureCode, Date.parse(retryAt ?? '') - scene.nowMs()]).toEqual([
        'backing_off',
        'insufficient_funds',
        hours * HOUR_MS,
      ]);
      await scene.pass(hours - 0.01);
      const before = (await attemptsOf(person)).length;
      await scene.pass(0.01);
      await eventually(async () => ((await attemptsOf(person)).at(-1)?.status === 'failed' ? true : undefined));
      expect(await attemptsOf(person)).toHaveLength(before + 1);
    }
    expect(await read(person)).toMatchObject({ standing: 'paused', pausedReason: 'declined' });
    await scene.pass(3);
    expect(await attemptsOf(person)).toHaveLength(4);
    expect(await mailsTo(person, /Automatic top-up/)).toHaveLength(1);
    expect(await titlesOf(person)).toEqual([
      expect.stringMatching(/^Automatic top-up: your card ending in \d{4} was declined$/),
      'Automatic top-up is paused',
    ]);
    expect(await chargedCents(person)).toBe(0);
    await save(person);
    await settled(person, '20.0000000');
    expect(await read(person)).toMatchObject({ standing: 'watching', failureCode: null });
  }, 60_000);

  it('because the bank asks its owner waits for them at the mailed link, and goes on once they confirmed', async () => {
    const person = await cardHolder();
    await decline(person, 'authentication_required', 1);
    await save(person);
    const paused = await eventually(async () => {
      const standing = await read(person);
      return standing.standing === 'paused' ? standing : undefined;
    });
    expect(paused.pausedReason).toBe('authentication_required');
    const [mail] = await eventually(async () => {
      const mails = await mailsTo(person, /^Your bank asks you to confirm a top-up of \$20\.00$/);
      return mails.length > 0 ? mails : undefined;
    });
    expect(mail?.text).toContain(`/balance?topUp=${paused.topUpId}`);
    await scene.pass(2);
    expect(await attemptsOf(person)).toHaveLength(1);
    const open = await person.call('getTopUp', { params: { id: paused.topUpId ?? '' } });
    expect(open.clientSecret).toEqual(expect.any(String));
    // What the page at the link does, without the bank's window.
    const intent = open.clientSecret?.split('_secret')[0];
    const confirmed = await fetch(`${scene.house.sandboxes.urls.stripe}/v1/payment_intents/${intent}/confirm`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_sandbox' },
      body: new URLSearchParams({ payment_method: await methodOf(person), return_url: 'https://console.test/' }),
    });
    expect(confirmed.status).toBe(200);
    await settled(person, '20.0000000');
    expect(await read(person)).toMatchObject({ standing: 'watching', pausedReason: null });
  });

  const methodOf = async (person: Stranger) => {
    const { items } = await person.call('listPaymentMethods', { query: {} });
    return items[0]?.stripePaymentMethodId ?? '';
  };
});

describe('what holds it back', () => {
  it('off means off, also for a payment that was about to be made', async () => {
    const person = await cardHolder();
    for (let each = 0; each < 2; each++)
      await scene.control.post('/stripe/faults', { route: 'POST /v1/payment_intents', kind: 'error500', ms: 0 });
    await save(person);
    await eventually(async () => ((await attemptsOf(person)).length === 1 ? true : undefined));
    expect((await save(person, { enabled: false })).standing).toBe('off');
    await scene.pass(1);
    await eventually(async () => {
      await scene.runJobs();
      return (await attemptsOf(person))[0]?.status === 'cancelled' || undefined;
    });
    expect(await chargedCents(person)).toBe(0);
    await scene.pass(1);
    expect(await attemptsOf(person)).toHaveLength(1);
    await save(person);
    await settled(person, '20.0000000');
  });

  it('the limit of the month, in which what is on its way counts; the next month is another', async () => {
    const person = await cardHolder();
    await save(person, { threshold: usd('60.00'), monthlyCap: usd('59.99') });
    await settled(person, '40.0000000');
    await scene.runJobs();
    expect(await read(person)).toMatchObject({ standing: 'month_limit', leftThisMonth: usd('19.9900000') });
    expect(await chargedCents(person)).toBe(4000);
    await scene.admin.query(`update top_ups set created_at = created_at - interval '40 days' where user_id = $1`, [
      (await userIdOf(person)).id,
    ]);
    await settled(person, '60.0000000');
    expect(await read(person)).toMatchObject({ standing: 'watching' });
  });

  it('a card that was removed, and a dispute', async () => {
    const person = await cardHolder();
    const { id } = await userIdOf(person);
    const block = (reason: string | null) =>
      scene.admin.query('update users set recharge_blocked_reason = $2 where id = $1', [id, reason]);
    await block('A payment is disputed.');
    expect(await save(person)).toMatchObject({ standing: 'blocked', blockedReason: 'A payment is disputed.' });
    await scene.runJobs();
    const { items } = await person.call('listPaymentMethods', { query: {} });
    await person.call('deletePaymentMethod', { params: { id: items[0]?.id ?? '' } });
    await block(null);
    await scene.runJobs();
    expect(await read(person)).toMatchObject({ standing: 'no_card', card: null });
    expect(await attemptsOf(person)).toEqual([]);
  });
});

it('keeps machines running through a fall to nothing, without a warning; when it cannot, they are suspended', async () => {
  const { person, machines } = await scene.tenant(30);
  const [{ id }] = machines;
  const key = randomUUID();
  const body = { paymentMethodId: 'pm_card_visa' };
  await eventually(
    async () =>
      (await person.call('createPaymentMethod', { body, idempotencyKey: key })).status === 'saved' || undefined,
  );
  // Whatever was to be told of so little money is told before it is switched on.
  await scene.runJobs();
  const before = await titlesOf(person);
  await save(person, { threshold: usd('1.00'), amount: usd('2.00'), monthlyCap: usd('2.00') });
  await scene.pass(40);
  await eventually(async () => {
    await scene.runJobs();
    return unitsOf((await person.call('getBalance')).available) > 0n || undefined;
  });
  expect((await person.call('getDeployment', { params: { id } })).status).toBe('running');
  expect(
    (await person.call('listDeploymentEvents', { params: { id }, query: {} })).items.map(({ cause }) => cause),
  ).not.toContain('no_funds');
  expect(await titlesOf(person)).toEqual(before);
  await scene.pass(60);
  expect((await becomes(person, id, 'suspended')).suspension?.cause).toBe('no_funds');
  await topUp(scene, person, '10.00');
  await becomes(person, id, 'running');
  await person.call('deleteDeployment', { params: { id } });
}, 60_000);

it('after all of this the ledger is balanced', async () => {
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
});
