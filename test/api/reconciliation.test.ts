import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReconciledSource } from '../../packages/contract/src/reconciliation.ts';
import { type Payer, type RefundScene, startRefundScene } from '../invariants/refund-scene.ts';
import { sshKey, usd } from '../invariants/scene.ts';
import { until } from '../person.ts';

let scene: RefundScene;
let payer: Payer;
let deploymentId: string;
beforeAll(async () => {
  scene = await startRefundScene();
  payer = await scene.payer('50.00');
  await scene.refund(payer.topUpId, '10.00');
  const disputed = await scene.payer('20.00');
  await scene.control.post('/stripe/disputes', { paymentIntent: disputed.paymentIntent });
  const order = {
    name: 'web',
    appId: 'vm',
    imageId: 'ubuntu-24.04',
    sizeId: 'small',
    placement: { mode: 'auto' as const },
    sshKeys: [sshKey],
  };
  deploymentId = (await payer.call('createDeployment', { body: order, idempotencyKey: randomUUID() })).id;
  await until(payer, 'getDeployment', { params: { id: deploymentId } }, ({ status }) => status === 'running');
});
afterAll(() => scene?.close());

/** Compares everything now; gives what is open after it, as `kind: expected / found`. */
async function compare(): Promise<string[]> {
  await scene.operator.call('runReconciliation');
  await scene.runJobs();
  const { items } = await scene.operator.call('listReconciliationFindings', { query: {} });
  return items.map(({ kind, expected, found }) => `${kind}: ${expected} / ${found}`);
}
const sql = async (text: string, ...values: unknown[]) => (await scene.admin.query(text, values)).rows;
const source = async (name: ReconciledSource['source']) => {
  const found = (await scene.operator.call('getReconciliation')).sources.find((each) => each.source === name);
  if (!found) throw new Error(`no source ${name}`);
  return found;
};
const openTasks = async () =>
  Number(
    (await sql("select count(*) as n from operator_tasks where kind = 'reconciliation' and done_at is null"))[0].n,
  );
const hour = () => scene.control.post('/clock/advance', { seconds: 3600 });

it('before the first comparison nothing is green', async () => {
  const { sources, equation } = await scene.operator.call('getReconciliation');
  expect(sources.map(({ state }) => state)).toEqual(Array(4).fill('unknown'));
  expect(equation).toBeNull();
});

it('books that agree are green, and Stripe’s balance is the ledger’s to the cent, fees included', async () => {
  expect(await compare()).toEqual([]);
  const { sources, equation } = await scene.operator.call('getReconciliation');
  expect(sources.map(({ state, openFindings }) => [state, openFindings])).toEqual(Array(4).fill(['green', 0]));
  // Paid 70.00, refunded 10.00, disputed 20.00 with a fee of 15.00; 2.9 % and 30 cents of each payment.
  expect(equation).toEqual({
    stripe: usd('22.3700000'),
    ledger: usd('22.3700000'),
    onTheWay: usd('0.0000000'),
    difference: usd('0.0000000'),
    fees: usd('17.6300000'),
  });
  expect([await scene.account('stripe_fees'), await scene.account('dispute_fees')]).toEqual([
    -2_6300000n,
    -15_0000000n,
  ]);
  expect(await scene.account('disputed')).toBe(0n);
  expect((await source('chain')).facts).toMatchObject({ contracts: 1 });
  await compare();
  expect(await scene.account('stripe_fees')).toBe(-2_6300000n);
});

describe('a difference is found, becomes a task, and ends when it is gone', () => {
  it('a payment that was made at Stripe alone: on its way for an hour, then a finding, until it is given back', async () => {
    const { id } = await scene.atStripe<{ id: string }>('/v1/payment_intents', {
      amount: '3000',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'automatic_payment_methods[enabled]': 'true',
      'automatic_payment_methods[allow_redirects]': 'never',
    });
    expect(await compare()).toEqual([]);
    const fresh = (await scene.operator.call('getReconciliation')).equation;
    expect(fresh).toMatchObject({ onTheWay: usd('30.0000000'), difference: usd('0.0000000') });
    await hour();
    expect(await compare()).toEqual(['payment_not_credited: a credited top-up / $30.00 at Stripe, credited to nobody']);
    expect((await source('stripe')).state).toBe('red');
    const { items } = await scene.operator.call('listReconciliationFindings', { query: {} });
    expect(items).toMatchObject([{ subject: id, resolvedAt: null }]);
    expect((await scene.operator.call('getReconciliation')).equation).toMatchObject({ difference: usd('30.0000000') });
    expect(await openTasks()).toBe(1);
    await scene.atStripe('/v1/refunds', { payment_intent: id });
    expect(await compare()).toEqual([]);
    expect([await openTasks(), (await source('stripe')).state]).toEqual([0, 'green']);
    const resolved = await scene.operator.call('listReconciliationFindings', { query: { status: 'resolved' } });
    expect(resolved.items).toMatchObject([{ subject: id, resolvedAt: expect.any(String) }]);
  });

  /** What is broken in our own books, how it shows, and the repair. */
  const planted: [name: string, broken: string, repaired: string, found: (string | RegExp)[]][] = [
    [
      'a refund that is not booked',
      'update top_ups set refunded_units = 0 where id = $1',
      'update top_ups set refunded_units = 100000000 where id = $1',
      [/^clearing_differs/, 'refund_differs: $10.00 at Stripe / $0.00 here'],
    ],
    [
      'a credit without a payment',
      "update top_ups set stripe_payment_intent_id = stripe_payment_intent_id || '_other' where id = $1",
      "update top_ups set stripe_payment_intent_id = replace(stripe_payment_intent_id, '_other', '') where id = $1",
      [
        'credit_without_payment: a payment at Stripe / $50.00 credited, no payment at Stripe',
        'payment_not_credited: a credited top-up / $40.00 at Stripe, credited to nobody',
      ],
    ],
    [
      'a dispute of which too little is withheld',
      'update disputes set withheld_units = 10000000 where $1::uuid is not null',
      'update disputes set withheld_units = amount_units where $1::uuid is not null',
      ['dispute_differs: $20.00 taken by the bank / $1.00 withheld from the customer'],
    ],
    [
      'a movement that Stripe does not know',
      "insert into stripe_transactions values ('txn_x', 'charge', null, null, 10000000, 0, 'epoch', 'epoch')",
      "delete from stripe_transactions where id = 'txn_x'",
      [/^clearing_differs/, /^stripe_balance_differs: .* by Stripe's list of transactions/],
    ],
    [
      'a running balance that is not the sum of its entries',
      "update ledger_accounts set balance = balance + 1 where owner = 'user:' || (select user_id from top_ups where id = $1) and kind = 'held'",
      "update ledger_accounts set balance = balance - 1 where owner = 'user:' || (select user_id from top_ups where id = $1) and kind = 'held'",
      [/^ledger_unbalanced: the sum of its entries \/ user:.*held does not equal its entries$/],
    ],
  ];
  it.each(planted)('%s', async (_, broken, repaired, found) => {
    const values = broken.includes('$1') ? [payer.topUpId] : [];
    await sql(broken, ...values);
    const open = (await compare()).sort();
    const tasks = await openTasks();
    await sql(repaired, ...values);
    expect(open).toEqual(found.map((each) => (typeof each === 'string' ? each : expect.stringMatching(each))));
    expect(tasks).toBe(found.length);
    expect(await compare()).toEqual([]);
    expect(await openTasks()).toBe(0);
  });

  it('a contract that nobody knows, a machine without its contract, a contract that outlives its machine', async () => {
    const [{ contract_id: contractId, node_id: nodeId, workload_hash: hash }] = await sql(
      'select contract_id, node_id, workload_hash from deployments where id = $1',
      deploymentId,
    );
    const contract = `contract ${contractId} on node ${nodeId}`;
    await sql('update deployments set contract_id = null, workload_hash = null where id = $1', deploymentId);
    expect((await compare()).sort()).toEqual([
      `contract_without_deployment: a deployment / ${contract}`,
      'deployment_without_contract: a contract / no such contract',
    ]);
    await sql(
      "update deployments set contract_id = $2, workload_hash = $3, status = 'deleted' where id = $1",
      deploymentId,
      contractId,
      hash,
    );
    expect(await compare()).toEqual([`contract_outlives_deployment: none: deleted / contract ${contractId} is live`]);
    await sql("update deployments set status = 'running', node_id = node_id + 1 where id = $1", deploymentId);
    expect(await compare()).toEqual([`contract_on_other_node: node ${nodeId + 1} / node ${nodeId}`]);
    await sql('update deployments set node_id = $2 where id = $1', deploymentId, nodeId);
    expect([await compare(), (await source('chain')).state]).toEqual([[], 'green']);
  });
});

it('a source that does not answer is unknown since then, never green, and comes back by itself', async () => {
  await scene.control.post('/stripe/faults', { route: 'GET /v1/balance', kind: 'error500', count: 4 });
  await compare();
  const silent = await source('stripe');
  expect(silent).toMatchObject({
    state: 'unknown',
    failure: 'Stripe did not answer',
    unknownSince: expect.any(String),
  });
  expect((await source('ledger')).state).toBe('green');
  await scene.control.post('/clock/advance', { seconds: 601 });
  await scene.runJobs();
  await scene.control.post('/clock/advance', { seconds: 601 });
  await scene.runJobs();
  expect(await source('stripe')).toMatchObject({ state: 'green', unknownSince: null, failure: null });
});

it('every day it compares by itself', async () => {
  const before = await source('ledger');
  await scene.control.post('/clock/advance', { seconds: 24 * 3600 });
  await scene.runJobs();
  const after = await source('ledger');
  expect(Date.parse(after.comparedAt ?? '') - Date.parse(before.comparedAt ?? '')).toBeGreaterThanOrEqual(
    24 * 3_600_000,
  );
});
