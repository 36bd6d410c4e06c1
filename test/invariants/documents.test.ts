import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topUpTransfer } from '../../packages/core/src/ledger/index.ts';
import { systemClock } from '../../packages/server/src/clock.ts';
import { newId } from '../../packages/server/src/ids.ts';
import { billUsage } from '../../packages/server/src/jobs/billing.ts';
import { makeDocuments } from '../../packages/server/src/jobs/documents.ts';
import { compareDocuments } from '../../packages/server/src/postgres/document-check.ts';
import { postTransfer } from '../../packages/server/src/postgres/ledger.ts';
import { documentPayment } from '../../packages/server/src/postgres/payment-documents.ts';
import { assertLimitedRole } from '../../packages/server/src/postgres/role-check.ts';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { HOUR_MS, insertRows, randomRows } from './billing-rows.ts';

const MARCH = Date.UTC(2026, 2, 1);
const APRIL = Date.UTC(2026, 3, 1);
const MAY = Date.UTC(2026, 4, 1);

interface InvoiceRow {
  id: string;
  number: string;
  user_id: string;
  total_units: string;
  content: {
    buyer: { name: string };
    account: { opening: { amount: string }; closing: { amount: string } };
    transactions: { lines: number };
  };
}

describe('invoices of closed months', () => {
  const seed = randomInt(2 ** 31);
  // Lives that began within the 50 days before 20 April: many cross midnight of the month.
  const rows = randomRows({ seed, count: 18, users: 7, hours: 50 * 24, endMs: Date.UTC(2026, 3, 20) }).map((row) => ({
    ...row,
    hourlyUnits: row.hourlyUnits % 10n ** 9n,
    gridHourlyUnits: 0n,
  }));
  const people = [...new Set(rows.map(({ userId }) => userId))];
  let database: TestDatabase;
  let store: Store;
  let admin: pg.Client;
  beforeAll(async () => {
    database = await createDatabase();
    store = createStore(database.url);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await insertRows(admin, rows);
    await admin.query(`update deployments set size = '{"cpu": 2, "memoryMb": 4096, "diskGb": 50}'`);
  });
  afterAll(async () => {
    await admin?.end();
    await store?.close();
    await database?.drop();
  });

  const at = (ms: number) => ({ store, newId, clock: { ...systemClock(), now: () => new Date(ms) } });
  const bill = (ms: number) => billUsage(at(ms));
  const document = (ms: number) => makeDocuments(at(ms));
  const topUp = (userId: string, units: bigint, eventAtMs: number, recordedAtMs = eventAtMs) =>
    store.transaction(async (tx) => {
      const transfer = topUpTransfer({ id: randomUUID(), userId, units, eventAtMs });
      const posted = await postTransfer(tx, { ...transfer, topUpId: randomUUID() }, new Date(recordedAtMs));
      return (posted as { transferId: bigint }).transferId;
    });
  const invoicesOf = async (fromMs: number): Promise<InvoiceRow[]> =>
    (
      await admin.query(`select * from documents where kind = 'invoice' and period_from = $1 order by ordinal`, [
        new Date(fromMs),
      ])
    ).rows;
  /** What billing says was used in [from, to), by the hour of use. */
  const usedIn = async (fromMs: number, toMs: number): Promise<Map<string, bigint>> => {
    const { rows: sums } = await admin.query(
      `select d.user_id, sum(u.amount_units) as units from usage_records u join deployments d on d.id = u.deployment_id
       where u.hour >= $1 and u.hour < $2 and u.amount_units > 0 group by d.user_id`,
      [new Date(fromMs), new Date(toMs)],
    );
    return new Map(sums.map(({ user_id, units }) => [user_id, BigInt(units)]));
  };
  const statementOf = async (userId: string, beforeMs: number): Promise<bigint> => {
    const { rows: sums } = await admin.query(
      `select coalesce(sum(e.units), 0) as units from ledger_entries e join ledger_transfers t on t.id = e.transfer_id
       join ledger_accounts a on a.id = e.account_id
       where a.owner = 'user:' || $1 and a.kind = 'available' and e.statement_after is not null and t.event_at < $2`,
      [userId, new Date(beforeMs)],
    );
    return BigInt(sums[0].units);
  };

  it(`wait until the month is over, an hour has passed and every hour is charged (seed ${seed})`, async () => {
    await topUp(people[0] as string, 100_0000000n, MARCH + HOUR_MS);
    await bill(APRIL - 5 * HOUR_MS);
    await document(APRIL + HOUR_MS - 1);
    expect(await invoicesOf(MARCH)).toEqual([]);
    // Time is up, but the last hours of March are charged for nobody yet: who had a machine then has to wait.
    await document(APRIL + HOUR_MS);
    const early = new Set((await invoicesOf(MARCH)).map(({ user_id }) => user_id));
    const { rows: running } = await admin.query(
      `select distinct user_id from deployments where billing_from < $1 and coalesce(billing_until, 'infinity') >= $1`,
      [new Date(APRIL)],
    );
    expect(running.length).toBeGreaterThan(0);
    expect(running.filter(({ user_id }) => early.has(user_id))).toEqual([]);
    expect((await compareDocuments(store.db, '2026-03')).finished).toBe(false);
  });

  it('bill what was used in the hours of the month, to the unit, once under three ticks at once', async () => {
    const now = APRIL + 26 * HOUR_MS;
    await bill(now);
    await Promise.all([document(now), document(now), document(now)]);
    const used = await usedIn(MARCH, APRIL);
    const invoices = await invoicesOf(MARCH);
    // Who paid in that month is told so even when nothing was used.
    const paidIn: [string, bigint] = [people[0] as string, 0n];
    expect(new Map(invoices.map((row) => [row.user_id, BigInt(row.total_units)]))).toEqual(new Map([paidIn, ...used]));
    for (const { user_id, content } of invoices) {
      expect(content.account.opening.amount).toBe('0.0000000');
      expect(unitsIn(content.account.closing.amount)).toBe(await statementOf(user_id, APRIL));
    }
    expect(await compareDocuments(store.db, '2026-03')).toMatchObject({
      finished: true,
      invoices: { differing: [] },
      notInvoiced: { lines: 0 },
      gaps: [],
    });
    const { rows: told } = await admin.query(
      `select count(*)::int as n from mail_outbox where subject like 'Invoice for March 2026%'`,
    );
    expect(told[0].n).toBe(invoices.length);
  });

  it('change nothing when made again, and nobody with the application’s rights can change one', async () => {
    const before = await admin.query('select * from documents order by id');
    await document(APRIL + 30 * HOUR_MS);
    expect((await admin.query('select * from documents order by id')).rows).toEqual(before.rows);
    for (const statement of [
      "update documents set content = '{}'",
      'delete from documents',
      'truncate documents cascade',
      'update invoice_coverage set closing_units = 0',
    ])
      await expect(store.pool.query(statement), statement).rejects.toThrow('permission denied');
    await assertLimitedRole(store.db);
    await admin.query('grant update on documents to public');
    await expect(assertLimitedRole(store.db)).rejects.toThrow('may change documents');
    await admin.query('revoke update on documents from public');
  });

  it('take a line that was recorded late on the next invoice, and catch up after months away', async () => {
    const [first = ''] = people;
    // Happened in March, recorded in April: March is closed. Its receipt is made all the same.
    await topUp(first, 7_0000000n, APRIL - HOUR_MS, APRIL + 40 * HOUR_MS);
    await topUp(first, 5_0000000n, MAY - HOUR_MS);
    await bill(MAY + 32 * 24 * HOUR_MS);
    await document(MAY + 32 * 24 * HOUR_MS);
    const april = await invoicesOf(APRIL);
    const used = await usedIn(APRIL, MAY);
    for (const row of april) {
      expect(BigInt(row.total_units)).toBe(used.get(row.user_id) ?? 0n);
      expect(unitsIn(row.content.account.closing.amount)).toBe(await statementOf(row.user_id, MAY));
    }
    const march = (await invoicesOf(MARCH)).find(({ user_id }) => user_id === first);
    const own = april.find(({ user_id }) => user_id === first);
    expect(own?.content.account.opening.amount).toBe(march?.content.account.closing.amount);
    expect(await statementOf(first, APRIL)).toBe(unitsIn(march?.content.account.closing.amount ?? '') + 7_0000000n);
    for (const month of ['2026-03', '2026-04', '2026-05'] as const)
      expect(await compareDocuments(store.db, month), month).toMatchObject({
        finished: true,
        invoices: { differing: [] },
        notInvoiced: { lines: 0 },
        gaps: [],
      });
  });

  it('every line of every statement is on exactly one invoice', async () => {
    const { rows: off } = await admin.query(
      `select e.account_id, e.version, count(c.document_id)::int as invoices
       from ledger_entries e join ledger_transfers t on t.id = e.transfer_id
       left join invoice_coverage c on c.account_id = e.account_id and e.version between c.first_version and c.last_version
         and t.event_at < c.until_at and (t.event_at < c.previous_until_at and e.version <= c.previous_version) is not true
       where e.statement_after is not null and t.event_at < $1 group by e.account_id, e.version having count(c.document_id) <> 1`,
      [new Date(Date.UTC(2026, 5, 1))],
    );
    expect(off.slice(0, 3)).toEqual([]);
  });

  it('numbers have no gap under parallel makers, and one that is rolled back has taken none', async () => {
    const now = new Date(MAY + 33 * 24 * HOUR_MS);
    const transfers = await Promise.all(people.map((userId) => topUp(userId, 25_0000000n, now.getTime())));
    const outcomes = await Promise.allSettled(
      // Each three times; every fourth gives up after it took its number.
      transfers.flatMap((id, index) =>
        [0, 1, 2].map((copy) =>
          store.transaction(async (tx) => {
            const made = await documentPayment(tx, id, { now, newId });
            if ((index + copy) % 4 === 3) throw new Error('given up');
            return made.number;
          }),
        ),
      ),
    );
    const numbers = new Set(outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
    expect(numbers.size).toBe(transfers.length);
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
    const { rows: series } = await admin.query(
      'select series, count(*)::int as n, max(ordinal)::int as last, min(ordinal)::int as first from documents group by series',
    );
    for (const { n, first, last } of series) expect([first, last]).toEqual([1, n]);
    const undocumented = await topUp(people[0] as string, 1_0000000n, now.getTime());
    await expect(
      admin.query(
        `insert into documents (id, kind, series, ordinal, user_id, issued_at, total_units, tax_units, content, transfer_id)
         select $1, kind, series, ordinal + 1000, user_id, issued_at, total_units, tax_units,
           jsonb_set(content, '{number}', to_jsonb(series || '-' || lpad((ordinal + 1000)::text, 6, '0'))),
           $2
         from documents where kind = 'receipt' order by ordinal desc limit 1`,
        [randomUUID(), undocumented],
      ),
    ).rejects.toThrow(/foreign key/);
  });
});

const unitsIn = (amount: string): bigint => BigInt(amount.replace('.', ''));
