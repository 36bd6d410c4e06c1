import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { advanceTransfer } from '../../packages/server/src/jobs/treasury/advance.ts';
import { readMovements } from '../../packages/server/src/jobs/treasury/movements.ts';
import { watchWallets } from '../../packages/server/src/jobs/treasury/watch.ts';
import { submissionsOf } from '../../packages/server/src/postgres/stellar-submissions.ts';
import { treasurySums } from '../../packages/server/src/postgres/treasury-accounts.ts';
import { findTransfer, type TransferRow } from '../../packages/server/src/postgres/treasury-transfers.ts';
import { eventually } from './scene.ts';
import {
  dyingAt,
  equationsHold,
  fund,
  Killed,
  onChain,
  onStellar,
  openVault,
  TFT,
  type Vault,
} from './treasury-scene.ts';

let vault: Vault;
beforeAll(async () => {
  vault = await openVault();
});
afterAll(() => vault?.close());
afterEach(async () => {
  await equationsHold(vault.adapters.store.db);
  await vault.control.post('/stellar/bridge', { mode: 'normal' });
});

const transfer = (id: string) => findTransfer(vault.adapters.store.db, id);

async function toItsEnd(id: string): Promise<TransferRow> {
  return eventually(async () => {
    await advanceTransfer(vault.adapters, id);
    const row = await transfer(id);
    return row?.ended_at ? row : undefined;
  });
}

/** Where the work stands, as far as a process that starts anew can see it. */
async function place(id: string): Promise<string> {
  const made = await submissionsOf(vault.adapters.store.db, [id]);
  return JSON.stringify([(await transfer(id))?.status, made.map(({ status, posts }) => [status, posts > 0])]);
}

describe('killed between any two statements and around every call', () => {
  it('one exchange and one payment happen, both are booked once, and the equations hold at every death', async () => {
    const [stellar, chain] = [await onStellar(vault), await onChain(vault)];
    const id = await fund(vault, { spendUnits: 100n * TFT });
    let deaths = 0;
    let [deadly, before] = [1, await place(id)];
    while (!(await transfer(id))?.ended_at) {
      const died = await advanceTransfer(dyingAt(vault.adapters, deadly), id).then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          return true;
        },
      );
      await equationsHold(vault.adapters.store.db);
      deaths += died ? 1 : 0;
      const here = await place(id);
      // A new place begins at its first statement; where a run lives it waits for the bridge.
      deadly = here === before && died ? deadly + 1 : 1;
      before = here;
    }
    expect(deaths).toBeGreaterThan(60);
    const row = await transfer(id);
    const made = await submissionsOf(vault.adapters.store.db, [id]);
    expect(made.map(({ purpose, status }) => [purpose, status])).toEqual([
      ['swap', 'succeeded'],
      ['deposit', 'succeeded'],
    ]);
    const after = await onStellar(vault);
    expect([after.sequence - stellar.sequence, stellar.usdc - after.usdc, after.tft]).toEqual([2n, 100n * TFT, 0n]);
    expect((await onChain(vault)) - chain).toBe(row?.credited_units);
  });

  it('movements are read on from where they were: each counts once', async () => {
    const account = vault.adapters.treasury.account ?? '';
    await vault.control.post('/stellar/fund', { account, usdc: '7' });
    const counted = async () =>
      (await vault.adapters.store.pool.query("select units::text from treasury_movements where status = 'unmatched'"))
        .rows;
    let deaths = 0;
    for (let deadly = 1, lived = false; !lived; deadly++) {
      lived = await readMovements(dyingAt(vault.adapters, deadly)).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          deaths += 1;
          return false;
        },
      );
      if (!lived) expect(await counted()).toEqual([]);
    }
    expect(deaths).toBeGreaterThan(8);
    await Promise.all([readMovements(vault.adapters), readMovements(vault.adapters)]);
    expect(await counted()).toEqual([{ units: String(7n * TFT) }]);
  });
});

it('jobs that run four times at once do everything once', async () => {
  const before = await onStellar(vault);
  const id = await fund(vault, { obtainUnits: 500n * TFT });
  await eventually(async () => {
    await Promise.all([1, 2, 3, 4].map(() => advanceTransfer(vault.adapters, id)));
    return (await transfer(id))?.ended_at ?? undefined;
  });
  const row = await transfer(id);
  expect(row).toMatchObject({ status: 'completed', delivered_units: 500n * TFT, credited_units: 499n * TFT });
  const after = await onStellar(vault);
  expect([after.sequence - before.sequence, before.usdc - after.usdc]).toEqual([2n, row?.spent_units]);
});

it.each(['timeoutBeforeEffect', 'timeoutAfterEffect', 'error503', 'error429'])(
  '%s: the same bytes are handed in until a ledger has them, and nothing is exchanged twice',
  async (kind) => {
    const before = await onStellar(vault);
    await vault.control.post('/stellar/faults', { kind, count: 3 });
    const id = await fund(vault, { spendUnits: 10n * TFT });
    expect((await toItsEnd(id)).status).toBe('completed');
    const made = await submissionsOf(vault.adapters.store.db, [id]);
    expect(made.map(({ purpose, attempt }) => [purpose, attempt])).toEqual([
      ['swap', 1],
      ['deposit', 1],
    ]);
    const after = await onStellar(vault);
    expect([after.sequence - before.sequence, before.usdc - after.usdc]).toEqual([2n, 10n * TFT]);
  },
);

it('a price that moved within the limit is booked as the transaction says, not as it was quoted', async () => {
  await vault.control.post('/stellar/faults', { kind: 'priceJump', percent: 0.5 });
  const row = await toItsEnd(await fund(vault, { spendUnits: 10n * TFT }));
  const [swap] = await submissionsOf(vault.adapters.store.db, [row.id]);
  const quoted = BigInt(String(swap?.terms.quotedReceiveUnits));
  expect([row.status, swap?.status, (row.delivered_units ?? 0n) < quoted]).toEqual(['completed', 'succeeded', true]);
  expect((await treasurySums(vault.adapters.store.db)).slippageUnits).toBeLessThan(0n);
  await vault.control.post('/stellar/price', { tftPerUsdc: '100' });
});

it('a price that moved past the limit exchanges nothing; the next quote is taken, and beyond the bound nothing at all', async () => {
  const before = await onStellar(vault);
  await vault.control.post('/stellar/faults', { kind: 'priceJump', percent: 10 });
  const once = await toItsEnd(await fund(vault, { spendUnits: 10n * TFT }));
  const made = await submissionsOf(vault.adapters.store.db, [once.id]);
  expect(made.map(({ purpose, result_code }) => [purpose, result_code])).toEqual([
    ['swap', 'op_under_dest_min'],
    ['swap', null],
    ['deposit', null],
  ]);
  await vault.control.post('/stellar/faults', { kind: 'priceJump', percent: 10 });
  const failed = await toItsEnd(await fund(vault, { spendUnits: 10n * TFT }));
  expect(failed).toMatchObject({ status: 'failed', spent_units: null });
  expect(failed.note).toContain('more on Stellar than the chain');
  await vault.control.post('/stellar/price', { tftPerUsdc: '100' });
  const after = await onStellar(vault);
  // Two transactions without effect cost their fees and nothing else.
  expect([after.sequence - before.sequence, before.usdc - after.usdc]).toEqual([4n, 10n * TFT]);
});

it('a bridge that does not answer keeps it in transit: told once, sent once, booked when it comes', async () => {
  const { adapters, control } = vault;
  await control.post('/stellar/bridge', { mode: 'hold' });
  const id = await fund(vault, { spendUnits: 10n * TFT });
  await eventually(async () => {
    await advanceTransfer(adapters, id);
    return (await transfer(id))?.status === 'crossing' || undefined;
  });
  await control.post('/clock/advance', { seconds: 700 });
  const sent = (await onStellar(vault)).sequence;
  await advanceTransfer(adapters, id);
  await advanceTransfer(adapters, id);
  const tasks = async () =>
    (
      await adapters.store.db.selectFrom('operator_tasks').select('done_at').where('kind', '=', 'bridge_slow').execute()
    ).map(({ done_at }) => done_at !== null);
  expect([await tasks(), (await onStellar(vault)).sequence]).toEqual([[false], sent]);
  await equationsHold(adapters.store.db);
  await control.post('/stellar/bridge', { mode: 'normal' });
  expect((await toItsEnd(id)).status).toBe('completed');
  expect(await tasks()).toEqual([true]);
});

it('what the bridge gives back lies on Stellar again at its cost, and can be carried anew', async () => {
  const { db } = vault.adapters.store;
  const twin = await db.selectFrom('chain_facts').selectAll().where('key', '=', 'hot_twin').executeTakeFirstOrThrow();
  await db
    .updateTable('chain_facts')
    .set({ value: JSON.stringify({ ...(twin.value as object), twinId: 999_999 }) })
    .where('key', '=', 'hot_twin')
    .execute();
  const row = await toItsEnd(await fund(vault, { spendUnits: 10n * TFT }));
  expect(row).toMatchObject({ status: 'refunded', cost_usdc_units: 0n });
  expect((await onStellar(vault)).tft).toBe(row.deposited_units);
  const lot = await db
    .selectFrom('treasury_lots')
    .selectAll()
    .where('origin', '=', 'returned')
    .executeTakeFirstOrThrow();
  expect(lot).toMatchObject({ units: row.deposited_units, cost_usdc_units: 10n * TFT });
  await watchWallets(vault.adapters);
});

it('whatever happened, the books and the account on Stellar agree to the unit', async () => {
  await readMovements(vault.adapters);
  const { rows } = await vault.adapters.store.pool.query(
    `select asset, -sum(units)::bigint as held from ledger_entries e join ledger_accounts a on a.id = e.account_id
     where a.kind = 'treasury_stellar' group by asset`,
  );
  const { usdc, tft, xlm } = await onStellar(vault);
  expect(Object.fromEntries(rows.map((row) => [row.asset, row.held]))).toEqual({ USDC: usdc, TFT: tft, XLM: xlm });
});
