import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../packages/contract/src/catalog.ts';
import { topUpTransfer } from '../../packages/core/src/ledger/index.ts';
import { postTransfer, verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { type Person, signIn, until } from '../person.ts';
import { expectedCharges, insertRows, randomRows } from './billing-rows.ts';
import { type Control, controlAt, eventually, newPerson, sshKey, topUp, unitsOf, untilIdle, usd } from './scene.ts';
import { letLeasesEnd, type Mortal, startMortal } from './server-process.ts';

let mortal: Mortal;
let operator: Person;
let control: Control;
beforeAll(async () => {
  mortal = await startMortal();
  control = controlAt(mortal.ground.sandboxes.urls.control);
  await control.post('/clock/freeze', { frozen: true });
  operator = await signIn(mortal, 'operator@demo.test');
});
afterAll(() => mortal?.close());
afterEach(async () => {
  expect(await verifyLedger(mortal.store.db)).toMatchObject({ faults: [] });
});

const runJobs = () => untilIdle(operator);
async function restart() {
  await letLeasesEnd(mortal);
  await mortal.start();
}
const order = (): Order => ({
  name: `vm-${randomUUID().slice(0, 8)}`,
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'auto' },
  sshKeys: [sshKey],
});
const ourContracts = () => {
  const { grid } = mortal.ground.sandboxes;
  return (grid?.access.contracts() ?? []).filter(
    ({ twinId, state }) => twinId === grid?.operatorTwinId() && state !== 'Deleted',
  );
};
const submissionsOf = async (id: string) =>
  (
    await mortal.admin.query(
      'select purpose, status from chain_submissions where deployment_id = $1 order by created_at',
      [id],
    )
  ).rows;

/** Killed when the contract is on the chain and the server has not been told. */
async function killedAfterInclusion() {
  const person = await newPerson(mortal);
  await topUp({ runJobs }, person, '10.00');
  const before = new Set(ourContracts().map(({ contractId }) => contractId));
  await control.post('/grid/faults', { target: 'chain', kind: 'timeoutAfterInclusion' });
  const { id, hourly } = await person.call('createDeployment', { body: order(), idempotencyKey: randomUUID() });
  const contract = await eventually(() => ourContracts().find(({ contractId }) => !before.has(contractId)));
  await mortal.kill();
  expect(await submissionsOf(id)).toEqual([{ purpose: 'create_contract', status: 'signed' }]);
  const { rows } = await mortal.admin.query('select status, contract_id from deployments where id = $1', [id]);
  expect(rows).toEqual([{ status: 'contracting', contract_id: null }]);
  return { person, id, hourly, contractId: contract.contractId };
}

describe('killed between the inclusion of a contract and saving it', () => {
  it('the contract is adopted, and an hour is charged once', async () => {
    const { person, id, hourly, contractId } = await killedAfterInclusion();
    await restart();
    const running = await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    expect(running.contractId).toBe(contractId);
    expect(ourContracts().map((contract) => contract.contractId)).toEqual([contractId]);
    expect(await submissionsOf(id)).toEqual([{ purpose: 'create_contract', status: 'succeeded' }]);
    await control.post('/clock/advance', { seconds: 3600 });
    await runJobs();
    await runJobs();
    const { items } = await person.call('listTransactions', { query: { kind: 'usage' } });
    expect(items).toHaveLength(1);
    const { available, held } = await person.call('getBalance');
    expect(held.amount).toBe('0.0000000');
    expect(unitsOf(available)).toBe(100_000_000n + items.reduce((sum, { amount }) => sum + unitsOf(amount), 0n));
    expect(-unitsOf(items[0]?.amount ?? usd('0'))).toBeLessThanOrEqual(unitsOf(hourly));
    await person.call('deleteDeployment', { params: { id } });
    await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'deleted');
    expect(ourContracts()).toEqual([]);
  });

  it('deleted before it was adopted, the contract is found and cancelled, and it costs nothing', async () => {
    const { person, id, contractId } = await killedAfterInclusion();
    await restart();
    await person.call('deleteDeployment', { params: { id } });
    const gone = await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'deleted');
    expect(gone.contractId).toBe(contractId);
    expect(ourContracts()).toEqual([]);
    await runJobs();
    // The clock stands still: whether it ran for a moment or not, no second was used.
    expect((await person.call('listTransactions', { query: {} })).items.map(({ kind }) => kind)).toEqual(['top_up']);
    expect(await person.call('getBalance')).toMatchObject({ available: usd('10.0000000'), held: usd('0.0000000') });
  });
});

it('killed while a card is charged: one charge, one credit, and the repeat is told so', async () => {
  const person = await newPerson(mortal);
  await control.post('/stripe/faults', { route: 'POST /v1/payment_intents', kind: 'holdAfterEffect', ms: 60_000 });
  const request = { body: { amount: usd('25.00'), paymentMethodId: 'pm_card_visa' }, idempotencyKey: randomUUID() };
  await control.post('/stripe/webhooks', { mode: 'hold' });
  const interrupted = person.call('createTopUp', request);
  interrupted.catch(() => {});
  const charge = await eventually(async () => {
    const { rows } = await mortal.admin.query(
      'select t.id from top_ups t join users u on u.id = t.user_id where u.email = $1',
      [person.email],
    );
    const { charges } = await control.get<{ charges: { metadata: { top_up_id?: string } }[] }>('/stripe/ledger');
    return charges.find(({ metadata }) => metadata.top_up_id === rows[0]?.id);
  });
  await mortal.kill();
  await expect(interrupted).rejects.toThrow();
  await restart();
  const repeated = await person.call('createTopUp', request);
  expect(repeated.id).toBe(charge.metadata.top_up_id);
  await control.post('/stripe/webhooks', { mode: 'duplicate' });
  await control.post('/stripe/webhooks/release');
  await runJobs();
  expect((await person.call('getTopUp', { params: { id: repeated.id } })).status).toBe('succeeded');
  expect((await person.call('listTransactions', { query: {} })).items).toHaveLength(1);
  const { charges } = await control.get<{ charges: { metadata: { top_up_id?: string } }[] }>('/stripe/ledger');
  expect(charges.filter(({ metadata }) => metadata.top_up_id === repeated.id)).toHaveLength(1);
});

/** Enough for any price, for each and since long ago, as card payments would have given it. */
async function fund(userIds: Iterable<string>) {
  for (const userId of userIds)
    await mortal.store.transaction((tx) =>
      postTransfer(
        tx,
        topUpTransfer({ id: randomUUID(), userId, units: 50_000_000_000_000_000n, eventAtMs: 0 }),
        new Date(0),
      ),
    );
}

it('killed in the middle of a billing run: every hour is charged exactly once', async () => {
  const startMs = Math.floor(mortal.ground.sandboxes.clock.now() / 1000) * 1000;
  // Nobody is in debt and nothing is switched off: what runs is billed and not judged.
  const rows = randomRows({ seed: 7, count: 3000, users: 100, endMs: startMs, hours: 12 }).map((row) => ({
    ...row,
    keptHourlyUnits: null,
    suspensions: [],
  }));
  await insertRows(mortal.admin, rows);
  await fund(new Set(rows.map(({ userId }) => userId)));
  const ids = rows.map(({ id }) => id);
  const chargesSoFar = async () =>
    (
      await mortal.admin.query(
        'select deployment_id, hour, amount_units from usage_records where deployment_id = any($1)',
        [ids],
      )
    ).rows;
  const advancing = control.post('/clock/advance', { seconds: 3600 }).catch(() => {});
  await eventually(async () => (await chargesSoFar()).length > 0 || undefined);
  await mortal.kill();
  await advancing;
  const nowMs = mortal.ground.sandboxes.clock.now();
  const expected = expectedCharges(rows, nowMs);
  const interrupted = (await chargesSoFar()).length;
  expect(interrupted).toBeLessThan(expected.size);
  await restart();
  await runJobs();
  const charged = await chargesSoFar();
  expect(
    new Map(charged.map((row) => [`${row.deployment_id}:${row.hour.getTime()}`, BigInt(row.amount_units)])),
  ).toEqual(new Map([...expected].map(([key, { amount }]) => [key, amount])));
}, 240_000);
