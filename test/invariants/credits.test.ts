import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewCoupon } from '../../packages/contract/src/credits.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { available } from './payment-scene.ts';
import { type RefundScene, startRefundScene } from './refund-scene.ts';
import { newPerson, type Stranger, usd } from './scene.ts';

type CouponInput = Partial<import('zod').input<typeof NewCoupon>>;

let scene: RefundScene;
let people: Stranger[];
beforeAll(async () => {
  scene = await startRefundScene();
  people = await Promise.all(Array.from({ length: 10 }, () => newPerson(scene.house)));
});
afterAll(async () => {
  const ledger = scene && (await verifyLedger(scene.store.db));
  await scene?.close();
  expect(ledger?.faults).toEqual([]);
});

const DAY_S = 86_400;
const inDays = (days: number) => new Date(scene.house.sandboxes.clock.now() + days * DAY_S * 1000).toISOString();
const coupon = (more: CouponInput = {}) =>
  scene.operator.call('createCoupon', { body: { amount: usd('5.00'), ...more }, idempotencyKey: randomUUID() });
/** The word for what came of it: redeemed, or the code of the refusal with its field. */
const redeem = async (person: Stranger, code: string) => {
  const answer = await person.raw('POST', '/payments/coupons/redeem', { code }, { 'idempotency-key': randomUUID() });
  if (answer.status === 201) return 'redeemed';
  const problem = (await answer.json()) as { code: string; errors?: { path: string }[] };
  const retry = answer.headers.get('retry-after');
  return [problem.code, problem.errors?.[0]?.path, ...(retry ? ['later'] : [])].join(' ');
};
const give = async (person: Stranger, amount: string, expiresAt?: string) => {
  const { id } = await person.call('getProfile');
  return scene.operator.call('grantCredit', {
    params: { id },
    body: { amount: usd(amount), reason: 'for the trouble', ...(expiresAt ? { expiresAt } : {}) },
    idempotencyKey: randomUUID(),
  });
};
const left = async (person: Stranger) => (await person.call('listCredits')).left.amount;

describe('a coupon', () => {
  it('redeemed by ten people fifty times at once gives exactly what it may', async () => {
    const { id, code } = await coupon({ perUserLimit: 2, totalLimit: 15 });
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{12}$/);
    const outcomes = await Promise.all(
      people.flatMap((person) => Array.from({ length: 5 }, () => redeem(person, code))),
    );
    expect(outcomes.filter((outcome) => outcome === 'redeemed')).toHaveLength(15);
    const others = new Set(outcomes.filter((outcome) => outcome !== 'redeemed'));
    expect([...others].filter((outcome) => !/^coupon_(used_up|limit_reached) code$/.test(outcome))).toEqual([]);
    const { items } = await scene.operator.call('listCouponRedemptions', { params: { id }, query: { limit: 100 } });
    const perPerson = people.map(({ email }) => items.filter(({ user }) => user.email === email).length);
    expect([items.length, Math.max(...perPerson) <= 2]).toEqual([15, true]);
    for (const [at, person] of people.entries())
      expect(await available(person)).toBe(`${(perPerson[at] ?? 0) * 5}.0000000`);
    const listed = await scene.operator.call('listCoupons', { query: { q: code } });
    expect(listed.items).toMatchObject([{ redeemed: 15, totalLimit: 15 }]);
  });

  it('is refused for its own reason, at its field', async () => {
    const [first, second] = people as [Stranger, Stranger];
    const { code } = await coupon({ code: 'welcome-2026', totalLimit: 1 });
    expect(code).toBe('WELCOME2026');
    expect(await redeem(first, ' Welcome 2026')).toBe('redeemed');
    expect(await redeem(first, code)).toBe('coupon_limit_reached code');
    expect(await redeem(second, code)).toBe('coupon_used_up code');
    const gone = await coupon();
    await scene.operator.call('deactivateCoupon', { params: { id: gone.id }, body: { reason: 'was leaked' } });
    expect(await redeem(second, gone.code)).toBe('coupon_unknown code');
    const ends = await coupon({ expiresAt: inDays(1) });
    await scene.control.post('/clock/advance', { seconds: DAY_S });
    expect(await redeem(await newPerson(scene.house), ends.code)).toBe('coupon_expired code');
    await expect(coupon({ code })).rejects.toMatchObject({ problem: { code: 'coupon_exists' } });
    await expect(coupon({ code: 'short' })).rejects.toMatchObject({ problem: { errors: [{ path: 'code' }] } });
  });

  it('cannot be guessed: after ten wrong codes in an hour one has to wait, however many come at once', async () => {
    const person = await newPerson(scene.house);
    const { code } = await coupon();
    const guesses = await Promise.all(Array.from({ length: 25 }, (_, at) => redeem(person, `GUESS-NUMBER-${at}`)));
    expect(guesses.filter((outcome) => outcome === 'coupon_unknown code')).toHaveLength(10);
    expect(guesses.filter((outcome) => outcome === 'rate_limited code later')).toHaveLength(15);
    expect(await redeem(person, code)).toBe('rate_limited code later');
    await scene.control.post('/clock/advance', { seconds: 3601 });
    expect(await redeem(person, code)).toBe('redeemed');
  });
});

describe('promotional money', () => {
  it('is spent before card money, and never refunded', async () => {
    const payer = await scene.payer('50.00');
    await give(payer, '20.00');
    await scene.spend(payer, 15_0000000n);
    expect([await available(payer), await left(payer)]).toEqual(['55.0000000', '5.0000000']);
    await scene.refund(payer.topUpId);
    await scene.runJobs();
    expect([await available(payer), await left(payer)]).toEqual(['5.0000000', '5.0000000']);
    expect(await scene.refund(payer.topUpId).catch((cause) => cause.problem.code)).toBe('refund_exceeds_payment');
  });

  it('pays a debt at once', async () => {
    const person = await newPerson(scene.house);
    await scene.spend(person, 12_0000000n);
    const credit = await give(person, '20.00');
    expect(credit).toMatchObject({ amount: usd('20.0000000'), left: usd('8.0000000') });
  });

  it('ends: a week before its owner is warned, then what was not spent is taken back, the soonest first', async () => {
    const person = await newPerson(scene.house);
    await give(person, '10.00', inDays(9));
    await give(person, '10.00', inDays(8));
    await give(person, '3.00');
    await scene.spend(person, 4_0000000n);
    await scene.control.post('/clock/advance', { seconds: 1.5 * DAY_S });
    await scene.runJobs();
    expect(await scene.notices(person)).toContain('$6.00 of your credit expire in a week');
    await scene.control.post('/clock/advance', { seconds: 7 * DAY_S });
    await scene.runJobs();
    expect(await scene.lines(person, 'credit_expired')).toEqual(['-6.0000000']);
    expect([await available(person), await left(person)]).toEqual(['13.0000000', '13.0000000']);
    await scene.control.post('/clock/advance', { seconds: DAY_S });
    await scene.runJobs();
    expect([await available(person), await left(person)]).toEqual(['3.0000000', '3.0000000']);
    expect((await person.call('listCredits')).items.map(({ expired }) => expired.amount)).toEqual([
      '0.0000000',
      '6.0000000',
      '10.0000000',
    ]);
  });

  it('given by an operator is audited, told, and given once per key', async () => {
    const person = await newPerson(scene.house);
    const { id } = await person.call('getProfile');
    const input = {
      params: { id },
      body: { amount: usd('7.50'), reason: 'node was down' },
      idempotencyKey: randomUUID(),
    };
    const [first, again] = [
      await scene.operator.call('grantCredit', input),
      await scene.operator.call('grantCredit', input),
    ];
    expect([again.id, await available(person)]).toEqual([first.id, '7.5000000']);
    expect(await scene.notices(person)).toEqual(['You received a credit of $7.50']);
    const { rows } = await scene.admin.query(
      "select reason, after from audit_log where action = 'credit.granted' and object = $1",
      [`user:${id}`],
    );
    expect(rows).toMatchObject([{ reason: 'node was down', after: { amount: '7.5000000' } }]);
    const unknown = scene.operator.call('grantCredit', {
      ...input,
      params: { id: randomUUID() },
      idempotencyKey: randomUUID(),
    });
    await expect(unknown).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});
