import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ApiError } from '../../packages/contract/src/client.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { available } from './payment-scene.ts';
import { type Payer, type RefundScene, startRefundScene } from './refund-scene.ts';
import { usd } from './scene.ts';

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
const open = (payer: Payer, more = {}) =>
  scene.control.post<{ id: string }>('/stripe/disputes', { paymentIntent: payer.paymentIntent, ...more });
const close = (id: string, outcome: 'won' | 'lost') => scene.control.post(`/stripe/disputes/${id}/close`, { outcome });
const blocked = async (payer: Payer) => (await scene.disputesOf(payer))[0]?.rechargeBlocked;
/** Deadline, end and words of the operator's task about it. */
const tasks = async (id: string) =>
  (
    await scene.admin.query(
      "select due_at, done_at, resolution from operator_tasks where kind = 'dispute' and subject = $1",
      [id],
    )
  ).rows;

it('a dispute takes the amount, even if it was spent, the fee from the operator, and no card by itself until it is won', async () => {
  const payer = await scene.payer('50.00');
  await scene.spend(payer, 20_0000000n);
  const fees = await scene.account('dispute_fees');
  const { id } = await open(payer);
  await scene.settled(async () => (await available(payer)) === '-20.0000000');
  expect(await scene.disputesOf(payer)).toMatchObject([
    { id, status: 'needs_response', withheld: usd('50.0000000'), fee: usd('15.0000000') },
  ]);
  expect(await blocked(payer)).toBe(true);
  expect(await scene.account('dispute_fees')).toBe(fees - 15_0000000n);
  const [task] = await tasks(id);
  expect(task.due_at.getTime()).toBeGreaterThan(scene.house.sandboxes.clock.now());
  expect(await scene.refund(payer.topUpId).catch(codeOf)).toBe('top_up_not_refundable');
  await close(id, 'won');
  await scene.settled(async () => (await available(payer)) === '30.0000000');
  expect(await scene.lines(payer, 'dispute')).toEqual(['-50.0000000', '50.0000000']);
  expect([await blocked(payer), await scene.account('disputed')]).toEqual([false, 0n]);
  expect(await tasks(id)).toMatchObject([{ resolution: expect.stringContaining('Won') }]);
  expect(await scene.notices(payer)).toHaveLength(2);
});

it.each(['won', 'lost'] as const)('a dispute %s, told backwards and five times, ends as it must', async (outcome) => {
  const payer = await scene.payer('50.00');
  await scene.mode('hold');
  const { id } = await open(payer);
  await close(id, outcome);
  await scene.release('reverse');
  await scene.release('duplicate');
  expect(await available(payer)).toBe(outcome === 'won' ? '50.0000000' : '0.0000000');
  expect(await scene.disputesOf(payer)).toMatchObject([{ status: outcome, rechargeBlocked: outcome === 'lost' }]);
  expect(await scene.account('disputed')).toBe(0n);
  expect((await tasks(id)).filter(({ done_at }) => done_at === null)).toEqual([]);
  if (outcome === 'won') return;
  const { id: userId } = await payer.call('getProfile');
  await scene.operator.call('liftRechargeBlock', { params: { id: userId }, body: { reason: 'talked to them' } });
  expect(await blocked(payer)).toBe(false);
});

it('an inquiry takes nothing; a warning of fraud waits for the operator', async () => {
  const payer = await scene.payer('50.00');
  await scene.control.post('/stripe/fraud-warnings', { paymentIntent: payer.paymentIntent });
  const { id } = await open(payer, { inquiry: true });
  await scene.settled(async () => (await scene.disputesOf(payer)).length > 0);
  expect([await available(payer), await blocked(payer)]).toEqual(['50.0000000', false]);
  expect(await tasks(id)).toMatchObject([{ done_at: null }]);
  const { rows } = await scene.admin.query(
    "select detail from operator_tasks where kind = 'early_fraud_warning' and details ->> 'topUpId' = $1",
    [payer.topUpId],
  );
  expect(rows).toHaveLength(1);
  await scene.control.post(`/stripe/disputes/${id}/escalate`);
  await scene.settled(async () => (await available(payer)) === '0.0000000');
  expect((await tasks(id)).map(({ resolution }) => resolution)).toEqual(['It became a chargeback.', null]);
});
