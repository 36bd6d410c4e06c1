import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../packages/server/src/ids.ts';
import { readFact } from '../../packages/server/src/postgres/chain-facts.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { startRun } from '../../packages/server/src/postgres/payout-runs.ts';
import { findPayout, requestPayout } from '../../packages/server/src/postgres/payouts.ts';
import { lockPayout, settlePayout } from '../../packages/server/src/postgres/settle-payout.ts';
import type { Tx } from '../../packages/server/src/postgres/store.ts';
import { createMnemonic, signerFromMnemonic } from '../../packages/server/src/tfchain/index.ts';
import { type Person, signIn, until } from '../person.ts';
import { ALPS_FARM, earnedLongAgo, newProvider, type Provider } from './provider-scene.ts';
import { type Control, controlAt, eventually, untilIdle, usd } from './scene.ts';
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

const DOLLAR = 10_000_000n;
const account = () => signerFromMnemonic(createMnemonic());
const onChain = (publicKey: Uint8Array) => mortal.ground.sandboxes.grid?.access.balance(publicKey).freeUnits ?? 0n;
const now = () => new Date(mortal.ground.sandboxes.clock.now());

async function providerWith(units: bigint) {
  const provider = await newProvider(mortal, mortal.admin, { nodeIds: [], farmId: ALPS_FARM });
  await earnedLongAgo(mortal.store, provider, units);
  const { address, publicKey } = account();
  await provider.call('setPayoutAddress', { body: { address } });
  return { provider, address, publicKey };
}
const balances = async ({ id }: Provider) => {
  const { rows } = await mortal.admin.query('select kind, balance from ledger_accounts where owner = $1', [
    `provider:${id}`,
  ]);
  return Object.fromEntries(rows.map((row) => [row.kind, BigInt(row.balance) / DOLLAR]));
};
const count = async (table: string) =>
  Number((await mortal.admin.query(`select count(*) as n from ${table}`)).rows[0]?.n);

class Killed extends Error {}

/** The same work, killed at its first statement, then at its second, and so on until it lives. Answers how often it died. */
async function killedAtEachStatement(work: (tx: Tx) => Promise<unknown>, afterDeath: () => Promise<void>) {
  for (let deadly = 1; ; deadly++) {
    let statements = 0;
    const plugin: KyselyPlugin = {
      transformQuery: ({ node }) => {
        if (++statements === deadly) throw new Killed();
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    try {
      await mortal.store.transaction((tx) => work(tx.withPlugin(plugin) as Tx));
      return deadly - 1;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      await afterDeath();
    }
  }
}

describe('killed at any statement', () => {
  let provider: Provider;
  let publicKey: Uint8Array;
  const payoutId = newId(new Date(0));

  it('a request takes nothing, and takes it once when it is repeated', async () => {
    ({ provider, publicKey } = await providerWith(50n * DOLLAR));
    const request = { id: payoutId, userId: provider.id, units: 20n * DOLLAR, minimumUnits: DOLLAR, now: now() };
    const deaths = await killedAtEachStatement(
      (tx) => requestPayout(tx, { ...request, taskId: newId(now()) }),
      async () => expect(await balances(provider)).toEqual({ held: 0n, payable: 50n }),
    );
    expect(deaths).toBeGreaterThan(5);
    expect(await balances(provider)).toEqual({ held: 0n, payable: 30n, in_transit: 20n });
  });

  it('a run sends nothing, and sends once when it is repeated', async () => {
    const { store } = mortal;
    const [price, balance] = await Promise.all([
      readFact(store.db, 'tft_price'),
      readFact(store.db, 'operator_account'),
    ]);
    const startedBy = (await operator.call('getProfile')).id;
    const run = { startedBy, price, account: balance, now: now(), newId };
    const deaths = await killedAtEachStatement(
      (tx) => startRun(tx, { ...run, id: newId(now()) }),
      async () => {
        expect((await findPayout(store.db, payoutId))?.status).toBe('pending');
        expect([await count('payout_runs'), await count('chain_submissions')]).toEqual([0, 0]);
      },
    );
    expect(deaths).toBeGreaterThan(4);
    expect([await count('payout_runs'), await count('chain_submissions')]).toEqual([1, 1]);
  });

  it('the books know nothing of its end, and write it once when it is repeated', async () => {
    const { store } = mortal;
    await eventually(async () => (await findPayout(store.db, payoutId))?.status === 'paid' || undefined);
    expect(onChain(publicKey)).toBe((20n * 1000n * DOLLAR) / 10n);
    // The same end once more: the payout is put back to where it was, without its books.
    const second = newId(now());
    await store.transaction((tx) =>
      requestPayout(tx, {
        id: second,
        taskId: newId(now()),
        userId: provider.id,
        units: 20n * DOLLAR,
        minimumUnits: DOLLAR,
        now: now(),
      }),
    );
    await mortal.admin.query(
      "update payouts set status = 'unclear', reason = 'x', run_id = (select id from payout_runs limit 1), tft_units = 1 where id = $1",
      [second],
    );
    const deaths = await killedAtEachStatement(
      async (tx) => {
        const payout = await lockPayout(tx, second);
        if (payout) await settlePayout(tx, payout, { kind: 'paid', feeUnits: 7n }, { now: now(), newId });
      },
      async () => expect(await balances(provider)).toEqual({ held: 0n, payable: 10n, in_transit: 20n }),
    );
    expect(deaths).toBeGreaterThan(8);
    expect(await balances(provider)).toEqual({ held: 0n, payable: 10n, in_transit: 0n });
  });
});

it('a run whose process is killed after the chain has carried it out pays everybody once, however often it is asked for again', async () => {
  const people = [await providerWith(30n * DOLLAR), await providerWith(40n * DOLLAR)];
  for (const { provider } of people)
    await provider.call('createPayout', { body: { amount: usd('30') }, idempotencyKey: randomUUID() });
  // The first answer is lost after inclusion; the second transfer never reaches the pool.
  await control.post('/grid/faults', { target: 'chain', kind: 'timeoutAfterInclusion' });
  await control.post('/grid/faults', { target: 'chain', kind: 'silence' });
  const key = randomUUID();
  const { id } = await operator.call('createPayoutRun', { idempotencyKey: key });
  await eventually(() => people.some(({ publicKey }) => onChain(publicKey) > 0n) || undefined);
  await mortal.kill();
  const { rows } = await mortal.admin.query('select status from payouts where run_id = $1', [id]);
  expect(rows.map(({ status }) => status)).toEqual(['sending', 'sending']);

  await letLeasesEnd(mortal);
  await mortal.start();
  const again = await Promise.all([
    operator.call('createPayoutRun', { idempotencyKey: key }),
    operator.call('createPayoutRun', { idempotencyKey: key }),
  ]);
  expect(again.map((run) => run.id)).toEqual([id, id]);
  await until(operator, 'getPayoutRun', { params: { id } }, ({ finished }) => finished);
  await untilIdle(operator);
  for (const { provider, publicKey } of people) {
    expect(onChain(publicKey)).toBe(30n * 100n * DOLLAR);
    expect((await provider.call('listPayouts', { query: {} })).items.map(({ status }) => status)).toEqual(['paid']);
  }
  expect(await count(`chain_submissions where payout_id in (select id from payouts where run_id = '${id}')`)).toBe(2);
});
