import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ApiError } from '../../packages/contract/src/client.ts';
import type { NewDisputeAnswer } from '../../packages/contract/src/disputes.ts';
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

const evidence = (statement: string) => ({
  kind: 'evidence' as const,
  evidence: { productDescription: 'Machines by the second', accessActivityLog: '', statement },
});
const answer = (id: string, body: NewDisputeAnswer, idempotencyKey: string = randomUUID()) =>
  scene.operator.call('answerDispute', { params: { id }, body, idempotencyKey });
const known = (payer: Payer) => scene.settled(async () => (await scene.disputesOf(payer)).length > 0);
const atStripe = async (id: string) => {
  const response = await fetch(`${scene.house.env.STRIPE_API_URL}/v1/disputes/${id}`, {
    headers: { authorization: `Bearer ${scene.house.env.STRIPE_SECRET_KEY}` },
  });
  return response.json();
};

it('evidence is proposed from the books, sent once by two operators at once though the answer gets lost, and wins', async () => {
  const payer = await scene.payer('50.00');
  await scene.spend(payer, 20_0000000n);
  const { id } = await open(payer);
  await known(payer);
  const detail = await scene.operator.call('getDispute', { params: { id } });
  expect(detail).toMatchObject({ answerable: true, usage: { charged: usd('20.0000000') }, answers: [] });
  expect(detail.payment).toMatchObject({
    card: { brand: 'visa', last4: '4242' },
    receipt: { number: expect.any(String) },
  });
  expect(detail.proposal.statement).toContain(payer.email);
  expect(detail.proposal.statement).toContain('$20.00 were charged');
  await scene.control.post('/stripe/faults', { route: 'POST /v1/disputes/:id', kind: 'timeoutAfterEffect', ms: 200 });
  const key = randomUUID();
  const sent = await Promise.all(
    [key, key, randomUUID()].map((each) => answer(id, evidence('winning_evidence'), each).catch(codeOf)),
  );
  const made = sent.flatMap((each) => (typeof each === 'string' ? [] : [each.id]));
  expect(new Set(made).size).toBe(1);
  expect(sent.filter((each) => typeof each === 'string' && each !== 'dispute_not_answerable')).toEqual([]);
  await scene.settled(async () => (await available(payer)) === '30.0000000');
  const after = await scene.operator.call('getDispute', { params: { id } });
  expect(after).toMatchObject({ status: 'won', answerable: false, answers: [{ status: 'sent', kind: 'evidence' }] });
  expect(await atStripe(id)).toMatchObject({
    evidence_details: { submission_count: 1 },
    evidence: { customer_email_address: payer.email, service_date: detail.payment.at.slice(0, 10) },
  });
  const audit = await scene.operator.call('listAudit', { query: { object: `dispute:${id}` } });
  expect(audit.items.map(({ action }) => action)).toEqual(['dispute.answered']);
});

it('accepted, it is lost at once and its task closed; what is closed or unknown takes no answer, an inquiry is not accepted', async () => {
  const payer = await scene.payer('50.00');
  const { id } = await open(payer, { inquiry: true });
  await known(payer);
  const accept = { kind: 'accept' as const, reason: 'the customer is right' };
  expect(await answer(id, accept).catch(codeOf)).toBe('dispute_not_answerable');
  // The bank goes on from an answered inquiry: that question is answered anew.
  await answer(id, evidence('escalate_inquiry_evidence'));
  await scene.settled(async () => (await available(payer)) === '0.0000000');
  expect((await tasks(id)).map(({ done_at }) => done_at === null).sort()).toEqual([false, true]);
  // The same answer without the news of it.
  await scene.mode('drop');
  await answer(id, accept);
  await scene.settled(async () => (await scene.disputesOf(payer))[0]?.status === 'lost');
  expect((await tasks(id)).filter(({ done_at }) => done_at === null)).toEqual([]);
  expect(await answer(id, accept).catch(codeOf)).toBe('dispute_not_answerable');
  expect(await answer('du_unknown', accept).catch(codeOf)).toBe('not_found');
});

it('an answer that Stripe refuses becomes a task; the dispute can be answered again', async () => {
  const payer = await scene.payer('50.00');
  const { id } = await open(payer);
  await known(payer);
  await scene.mode('hold');
  await close(id, 'lost');
  await answer(id, evidence('too late'));
  await scene.settled(async () =>
    (await scene.operator.call('getDispute', { params: { id } })).answers.some(({ status }) => status === 'refused'),
  );
  const { rows } = await scene.admin.query(
    "select detail from operator_tasks where kind = 'dispute_answer_refused' and details ->> 'disputeId' = $1",
    [id],
  );
  expect(rows).toMatchObject([{ detail: expect.stringContaining('already closed') }]);
  expect((await scene.operator.call('getDispute', { params: { id } })).answerable).toBe(true);
});
